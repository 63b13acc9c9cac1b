import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-math-add-without-sign',
  breaks: 'asl:intrinsics/math-add',
  does: 'States.MathAdd adds the size of its second number, whatever its sign.',
  options: intrinsic('States.MathAdd', ([one, two]) => Number(one) + Math.abs(Number(two))),
};
