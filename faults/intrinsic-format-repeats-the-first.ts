import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-format-repeats-the-first',
  breaks: 'asl:intrinsics/format',
  does: 'States.Format puts its first argument in the place of each {}.',
  options: intrinsic('States.Format', ([template, ...args], right, scope) =>
    right([template!, ...args.map(() => args[0]!)], scope),
  ),
};
