import { invalidParameter } from '../engine/durable/error.js';
import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-unknown-is-400',
  breaks: 'durable:GetDurableExecution/behaviour/unknown',
  does: 'An execution that does not exist is InvalidParameterValueException.',
  durable: insteadOf('GetDurableExecution', 'ResourceNotFoundException', ({ refusal }) => {
    throw invalidParameter(refusal.message);
  }),
};
