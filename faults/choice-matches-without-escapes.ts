import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-matches-without-escapes',
  breaks: 'asl:Choice/string-matches',
  does: 'StringMatches knows no backslash: a star always stands for any characters.',
  source: 'MiniStack 1.5.33, run',
  options: operators(
    /^StringMatches$/,
    (test) => (value, operand) => test(value, typeof operand === 'string' ? operand.replaceAll('\\', '') : operand),
  ),
};
