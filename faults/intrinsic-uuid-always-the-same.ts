import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-uuid-always-the-same',
  breaks: 'asl:intrinsics/uuid',
  does: 'States.UUID gives the same text each time.',
  options: intrinsic('States.UUID', () => '0e5f1f4c-0f3d-4a5e-9b1d-2c6a7f8e9d01'),
};
