import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-never',
  breaks: 'asl:Retry/attempts',
  does: 'Retry is not looked at: the first failure counts.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: { rules: { retryAllowed: () => false } },
};
