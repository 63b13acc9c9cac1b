import type { Fault } from '../engine/fault.js';
import { insteadOf, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-any-marker',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/damaged-marker',
  does: 'A marker that was never given starts over.',
  source: 'MiniStack 1.5.33, read',
  durable: insteadOf('GetDurableExecutionHistory', 'InvalidParameterValueException', ({ input, again }) =>
    again(leaving(input, 'Marker')),
  ),
};
