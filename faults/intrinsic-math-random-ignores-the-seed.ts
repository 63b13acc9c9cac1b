import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-math-random-ignores-the-seed',
  breaks: 'asl:intrinsics/math-random',
  does: 'States.MathRandom gives another number each time, also for the same seed.',
  source: 'MiniStack 1.5.33, run',
  options: intrinsic('States.MathRandom', ([first, last], right, scope) => right([first!, last!], scope)),
};
