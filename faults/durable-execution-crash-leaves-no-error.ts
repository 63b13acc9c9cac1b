import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-crash-leaves-no-error',
  breaks: 'durable:execution/crash-is-recorded',
  does: 'InvocationCompleted of an invocation that failed has no error.',
  source: 'dex-local-runner 1.4.0, run',
  durable: rule('invocations', () => ({ errorInHistory: () => undefined })),
};
