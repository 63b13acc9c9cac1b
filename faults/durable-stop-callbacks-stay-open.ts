import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-callbacks-stay-open',
  breaks: 'durable:StopDurableExecution/behaviour/callbacks-are-closed',
  does: 'A callback of an execution that was stopped takes an answer.',
  source: 'dex-local-runner 1.4.0, run',
  durable: rule('callbacks', () => ({ accepts: (status) => status === 'STARTED' })),
};
