import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

const asRegExp = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replace(/[.+^${}()|[\]]/g, '\\$&').replace(/\\\*|\*|\?/g, (found) => (found === '\\*' ? found : found === '*' ? '.*' : '.'))}$`,
    's',
  );

export const fault: Fault = {
  id: 'choice-matches-knows-question-marks',
  breaks: 'asl:Choice/string-matches',
  does: 'A question mark of a StringMatches pattern stands for any character.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: operators(
    /^StringMatches$/,
    (test) => (value, operand) =>
      typeof value === 'string' && typeof operand === 'string' && operand.includes('?')
        ? asRegExp(operand).test(value)
        : test(value, operand),
  ),
};
