import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'content-type-with-a-charset',
  does: 'The content type of an answer has a charset parameter.',
  because:
    'RFC 9110, section 8.3.1: a parameter does not make it another media type, and that of JSON is UTF-8 in any case.',
  ...everyAnswer(({ answer }) => {
    const { headers = {} } = answer;
    const type = headers['content-type'];
    return type === undefined
      ? answer
      : { ...answer, headers: { ...headers, 'content-type': `${type}; charset=utf-8` } };
  }),
};
