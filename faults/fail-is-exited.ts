import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'fail-is-exited',
  breaks: 'asl:Fail/no-exit',
  does: 'A Fail state is exited before the execution fails.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'FailStateEntered'
        ? [event, { ...event, id: event.id + 1, previousEventId: event.id, type: 'FailStateExited' }]
        : event.type === 'ExecutionFailed'
          ? { ...event, id: event.id + 1, previousEventId: event.id }
          : event,
    ),
  },
};
