import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'empty-answers-without-a-body',
  does: 'The answer of an operation that has nothing to tell has no body at all.',
  because:
    'Smithy, AWS JSON 1.0: an operation without output should be answered with an empty body, and may be with an empty object.',
  // A poll has an output, which is only empty when there is no task.
  ...everyAnswer(({ answer, operation }) =>
    operation !== 'GetActivityTask' && String(answer.body) === '{}' ? { ...answer, body: '' } : answer,
  ),
};
