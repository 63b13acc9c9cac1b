import type { Fault } from '../engine/fault.js';
import { combiners } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-and-is-or',
  breaks: 'asl:Choice/and',
  does: 'And holds when one of its rules holds.',
  options: combiners({ And: (rules, scope) => rules.some((rule) => rule(scope)) }),
};
