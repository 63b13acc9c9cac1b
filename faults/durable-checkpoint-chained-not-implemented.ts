import { invalidParameter } from '../engine/durable/error.js';
import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-chained-not-implemented',
  breaks: 'durable:chained-invoke/succeeds',
  does: 'A chained invoke is refused as not implemented.',
  source: 'https://github.com/aws/aws-sam-cli/issues/9221',
  durable: handler('CheckpointDurableExecution', (handle) => (account, input, caller) => {
    if (input.Updates?.some(({ Type }) => Type === 'CHAINED_INVOKE')) {
      throw invalidParameter('Checkpoint for CHAINED_INVOKE is not implemented yet.');
    }
    return handle(account, input, caller);
  }),
};
