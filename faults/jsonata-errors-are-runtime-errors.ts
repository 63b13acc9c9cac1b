import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'jsonata-errors-are-runtime-errors',
  breaks: 'asl:jsonata/error',
  does: 'An expression that throws fails the execution with States.Runtime.',
  source: 'LocalStack 2026.3.0, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed'
        ? withDetails(event, (details) =>
            details.error === 'States.QueryEvaluationError' ? { ...details, error: 'States.Runtime' } : details,
          )
        : event,
    ),
  },
};
