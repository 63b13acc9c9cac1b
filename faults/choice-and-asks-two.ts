import type { Fault } from '../engine/fault.js';
import { combiners } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-and-asks-two',
  breaks: 'asl:Choice/and',
  does: 'And looks at its first two rules only.',
  options: combiners({ And: (rules, scope) => rules.slice(0, 2).every((rule) => rule(scope)) }),
};
