import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-flattens',
  breaks: 'asl:intrinsics/array',
  does: 'States.Array leaves out arguments that are null.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: intrinsic('States.Array', (args) => args.filter((arg) => arg !== null)),
};
