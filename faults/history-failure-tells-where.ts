import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-failure-tells-where',
  breaks: 'history:failure-names-the-failing-event',
  does: 'The cause of ExecutionFailed begins with the name of the state in which the execution failed.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed'
        ? withDetails(event, (details) => ({
            ...details,
            cause: `An error occurred while executing the state (entered at the event id #2). ${String(details.cause)}`,
          }))
        : event,
    ),
  },
};
