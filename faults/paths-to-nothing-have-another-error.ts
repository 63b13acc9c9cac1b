import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'paths-to-nothing-have-another-error',
  breaks: 'asl:paths/missing',
  does: 'A path that selects nothing fails with States.ParameterPathFailure.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed'
        ? withDetails(event, (details) =>
            details.error === 'States.Runtime' ? { ...details, error: 'States.ParameterPathFailure' } : details,
          )
        : event,
    ),
  },
};
