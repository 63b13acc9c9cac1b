import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'jsonata-fail-cause-as-written',
  breaks: 'asl:jsonata/fail',
  does: 'The Cause of a Fail state is taken as it is written, with the delimiters of its expression.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionFailed'
        ? withDetails(event, (details) =>
            typeof details.cause === 'string' && /^tray \d$/.test(details.cause)
              ? { ...details, cause: `{% '${details.cause}' %}` }
              : details,
          )
        : event,
    ),
  },
};
