import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-fills-up-the-error',
  breaks: 'durable:StopDurableExecution/behaviour/adds-nothing-to-the-error',
  does: 'What an error of a stop lacks is put in.',
  source: 'MiniStack 1.5.33, run',
  durable: given('StopDurableExecution', ({ Error: error, ...input }) => ({
    ...input,
    Error: { ErrorMessage: 'Stopped by caller', ErrorData: '', StackTrace: [], ...error },
  })),
};
