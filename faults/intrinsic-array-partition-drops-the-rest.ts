import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-partition-drops-the-rest',
  breaks: 'asl:intrinsics/array-partition',
  does: 'States.ArrayPartition leaves out a last piece that is shorter than the others.',
  options: intrinsic('States.ArrayPartition', (args, right, scope) =>
    (right(args, scope) as Json[][]).filter((piece) => piece.length === args[1]),
  ),
};
