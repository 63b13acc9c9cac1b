import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-client-token-ignored',
  breaks: 'durable:CheckpointDurableExecution/behaviour/client-token-repeats-the-answer',
  does: 'A checkpoint that is sent again with its ClientToken is refused.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('tokens', () => ({ replay: () => undefined })),
};
