import type { Fault } from '../engine/fault.js';
import { eachEvent, stateOf } from './ways/history.js';

export const fault: Fault = {
  id: 'stop-execution-exits-the-state',
  breaks: 'sfn:StopExecution/behaviour/interrupted-state-is-not-exited',
  does: 'The state that a stop interrupts is exited first.',
  options: {
    rewriteResponse: eachEvent((event, index, events) => {
      if (event.type !== 'ExecutionAborted') return event;
      const entered = events[index - 1];
      if (entered === undefined || stateOf(entered) === undefined) return event;
      const exited = {
        ...entered,
        id: event.id,
        previousEventId: entered.id,
        type: entered.type.replace('Entered', 'Exited'),
        stateEnteredEventDetails: undefined,
        stateExitedEventDetails: { name: stateOf(entered), output: '{}' },
      };
      return [exited, { ...event, id: event.id + 1 }];
    }),
  },
};
