import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-range-without-the-end',
  breaks: 'asl:intrinsics/array-range',
  does: 'States.ArrayRange stops before its last number.',
  options: intrinsic('States.ArrayRange', (args, right, scope) =>
    (right(args, scope) as Json[]).filter((number) => number !== args[1]),
  ),
};
