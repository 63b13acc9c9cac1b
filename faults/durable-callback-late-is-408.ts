import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-late-is-408',
  breaks: 'durable:SendDurableExecutionCallbackSuccess/error/CallbackTimeoutException',
  does: 'An answer to a closed callback is refused with the status 408.',
  source: 'dex-local-runner 1.2.1, run',
  durable: refusals((answer) => ({ ...answer, status: 408 }), 'CallbackTimeoutException'),
};
