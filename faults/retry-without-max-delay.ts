import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-without-max-delay',
  breaks: 'asl:Retry/max-delay',
  does: 'MaxDelaySeconds is not looked at: intervals grow without end.',
  source: 'https://github.com/floci-io/floci/pull/2455',
  options: {
    rules: { retryDelay: ({ intervalSeconds, backoffRate }, attempt) => intervalSeconds * backoffRate ** attempt },
  },
};
