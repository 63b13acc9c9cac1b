import type { Fault } from '../engine/fault.js';
import { detailsOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-error-lost-in-history',
  breaks: 'durable:StopDurableExecution/behaviour/error-in-history',
  does: 'ExecutionStopped says that a user stopped it, whatever error the stop was given.',
  source: 'dex-local-runner 1.4.0, run',
  durable: detailsOf(/^ExecutionStopped$/, () => ({
    Error: { Payload: { ErrorMessage: 'Execution stopped by user request' }, Truncated: false },
  })),
};
