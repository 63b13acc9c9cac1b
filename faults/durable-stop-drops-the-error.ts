import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-drops-the-error',
  breaks: 'durable:StopDurableExecution/behaviour/keeps-the-error',
  does: 'A stop takes its error from a member Error, and so drops the one that it is given.',
  source: 'dex-local-runner 1.2.1, run',
  durable: given('StopDurableExecution', ({ DurableExecutionArn }) => ({ DurableExecutionArn })),
};
