import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-matches-empty-runs-not',
  breaks: 'asl:Choice/string-matches',
  does: 'The star of a StringMatches pattern needs at least one character.',
  options: operators(
    /^StringMatches$/,
    (test) => (value, operand) =>
      test(value, operand) &&
      !(typeof value === 'string' && typeof operand === 'string' && value === operand.replaceAll('*', '')),
  ),
};
