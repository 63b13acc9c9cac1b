import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-bills-milliseconds',
  breaks: 'sfn:StartSyncExecution/behaviour/billing',
  does: 'The billed duration is the exact one.',
  options: {
    rewriteResponse: answers('StartSyncExecution', (output) => ({
      ...output,
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 1 },
    })),
  },
};
