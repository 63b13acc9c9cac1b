import type { Fault } from '../engine/fault.js';
import { combiners } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-or-is-exclusive',
  breaks: 'asl:Choice/or',
  does: 'Or holds when exactly one of its rules holds.',
  options: combiners({ Or: (rules, scope) => rules.filter((rule) => rule(scope)).length === 1 }),
};
