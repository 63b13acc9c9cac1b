import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-token-outlives-its-invocation',
  breaks: 'durable:CheckpointDurableExecution/behaviour/token-of-an-earlier-invocation',
  does: 'The last token of an invocation that has ended is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('tokens', () => ({ afterInvocation: (token) => token })),
};
