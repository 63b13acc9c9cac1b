import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'empty-polls-with-null',
  does: 'A poll that gets no task is answered with a task token that is null.',
  because:
    'Both references, GetActivityTask: such a poll returns a taskToken with a null string, which leaves the form open.',
  ...everyBody((body, { operation, answer }) =>
    operation === 'GetActivityTask' && answer.status === 200 ? { taskToken: null, ...body } : body,
  ),
};
