import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-fail-state-leads-nowhere',
  breaks: 'history:fail-state-leads-to-failure',
  does: 'The execution ends as SUCCEEDED in its history after a Fail state was entered.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    rewriteResponse: eachEvent((event, index, events) => {
      if (event.type !== 'ExecutionFailed' || events[index - 1]?.type !== 'FailStateEntered') return event;
      const { id, previousEventId, timestamp } = event;
      return {
        id,
        previousEventId,
        timestamp,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output: '{}' },
      };
    }),
  },
};
