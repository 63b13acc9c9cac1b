import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'empty-answers-without-a-body',
  does: 'An answer without members has no body at all.',
  because:
    'Smithy, AWS JSON 1.0: an operation without output should be answered with an empty body, and may be with an empty object.',
  ...everyAnswer(({ answer }) => (String(answer.body) === '{}' ? { ...answer, body: '' } : answer)),
};
