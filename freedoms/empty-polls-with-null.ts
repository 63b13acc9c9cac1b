import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'empty-polls-with-null',
  does: 'A poll that gets no task is answered with a task token that is null.',
  because:
    'GetActivityTask: the reference of 2017 calls the token of such a poll an empty string, the current model a null string, and neither shows the form.',
  ...everyBody((body, { operation, answer }) =>
    operation === 'GetActivityTask' && answer.status === 200 ? { taskToken: null, ...body } : body,
  ),
};
