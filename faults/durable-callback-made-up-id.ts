import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-made-up-id',
  breaks: 'durable:callback/made-up-id',
  does: 'An answer to a callback that does not exist is accepted.',
  durable: insteadOf('SendDurableExecutionCallbackSuccess', 'InvalidParameterValueException', () => ({})),
};
