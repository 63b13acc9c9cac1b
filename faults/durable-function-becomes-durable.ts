import type { Fault } from '../engine/fault.js';
import { insteadOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-function-becomes-durable',
  breaks: 'durable:functions/plain-stays-plain',
  does: 'A function can be made durable after it was created.',
  source: 'MiniStack 1.5.33, run',
  durable: insteadOf('UpdateFunctionConfiguration', 'InvalidParameterValueException', ({ input, again }) =>
    again(leaving(input, 'DurableConfig')),
  ),
};
