import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-math-random-up-to-the-end',
  breaks: 'asl:intrinsics/math-random',
  does: 'States.MathRandom may give its second number, too.',
  source: 'LocalStack 2026.3.0, run',
  options: intrinsic('States.MathRandom', ([first, last, ...seed], right, scope) =>
    right([first!, Number(last) + 1, ...seed], scope),
  ),
};
