import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-of-nothing-succeeds',
  breaks: 'durable:StopDurableExecution/behaviour/unknown-execution',
  does: 'A stop of an execution that does not exist succeeds.',
  durable: insteadOf('StopDurableExecution', 'ResourceNotFoundException', ({ account }) => ({
    StopTimestamp: account.clock.now() / 1_000,
  })),
};
