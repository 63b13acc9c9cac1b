import type { Fault } from '../engine/fault.js';
import { type Event, eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-says-succeeded-of-the-stopped',
  breaks: 'sfn:StopExecution/behaviour/aborts',
  does: 'The history of an execution that was stopped ends with ExecutionSucceeded.',
  source: 'moto 5.2.5, run',
  options: {
    rewriteResponse: eachEvent((event) => {
      if (event.type !== 'ExecutionAborted') return event;
      const { executionAbortedEventDetails, ...rest } = event;
      return { ...rest, type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '{}' } } as Event;
    }),
  },
};
