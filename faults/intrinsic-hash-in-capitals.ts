import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-hash-in-capitals',
  breaks: 'asl:intrinsics/hash',
  does: 'States.Hash writes its hex digits with capital letters.',
  options: intrinsic('States.Hash', (args, right, scope) => String(right(args, scope)).toUpperCase()),
};
