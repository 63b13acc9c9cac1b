import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-client-token-of-any',
  breaks: 'durable:CheckpointDurableExecution/behaviour/other-client-token',
  does: 'The stored answer is given to whoever comes with the token, whatever the ClientToken.',
  durable: rule('tokens', () => ({ replay: (stored, token) => (stored?.token === token ? stored.answer : undefined) })),
};
