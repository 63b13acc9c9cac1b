import type { Fault } from '../engine/fault.js';
import { combiners } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-not-ignored',
  breaks: 'asl:Choice/not',
  does: 'Not holds when its rule does.',
  options: combiners({ Not: ([rule], scope) => rule?.(scope) === true }),
};
