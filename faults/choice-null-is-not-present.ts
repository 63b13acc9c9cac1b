import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-null-is-not-present',
  breaks: 'asl:Choice/is-present',
  does: 'A value that is null is taken for absent.',
  source: 'MiniStack 1.5.33, run',
  options: operators(/^IsPresent$/, (test) => (value, operand) => test(value ?? undefined, operand)),
};
