import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-never-changes',
  breaks: 'durable:CheckpointDurableExecution/behaviour/gives-the-next-token',
  does: 'A checkpoint answers with the token that it came with.',
  durable: rule('tokens', () => ({ rotate: ({ token = '' }) => token })),
};
