import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

/** The pattern with every dot for any one character, in the one place where a pattern is a dot between two letters. */
const spotted = (text: string, pattern: string): boolean =>
  text.length === pattern.length && [...pattern].every((char, at) => char === '.' || char === text[at]);

export const fault: Fault = {
  id: 'choice-matches-as-regexp',
  breaks: 'asl:Choice/string-matches',
  does: 'StringMatches takes a dot of the pattern for any character.',
  options: operators(
    /^StringMatches$/,
    (test) => (value, operand) =>
      test(value, operand) || (typeof value === 'string' && typeof operand === 'string' && spotted(value, operand)),
  ),
};
