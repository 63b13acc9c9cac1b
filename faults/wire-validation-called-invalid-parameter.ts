import type { Fault } from '../engine/fault.js';
import { bodyOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-validation-called-invalid-parameter',
  breaks: 'wire:validation/type',
  does: 'Broken constraints are refused with InvalidParameterValue.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: refusals(
    (answer) => saying(answer, { ...bodyOf(answer), __type: 'InvalidParameterValue' }),
    'ValidationException',
  ),
};
