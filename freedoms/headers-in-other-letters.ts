import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'headers-in-other-letters',
  does: 'The names of headers are in capital letters, and there are more headers than ours.',
  because:
    'RFC 9110, section 5.1: names of fields are the same in any letters, and a recipient ignores those it does not know.',
  ...everyAnswer(({ answer }) => {
    const shouted = Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toUpperCase(), value]);
    return {
      ...answer,
      headers: { ...Object.fromEntries(shouted), SERVER: 'another', 'CACHE-CONTROL': 'no-store', 'X-SERVED-BY': '7' },
    };
  }),
};
