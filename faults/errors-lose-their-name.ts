import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'errors-lose-their-name',
  breaks: 'asl:errors/uncaught',
  does: 'Whatever failed, the execution fails with States.TaskFailed.',
  source: 'https://github.com/sivchari/kumo/issues/862',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed'
        ? withDetails(event, (details) => ({ ...details, error: 'States.TaskFailed' }))
        : event,
    ),
  },
};
