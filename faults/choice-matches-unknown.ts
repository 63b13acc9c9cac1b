import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-matches-unknown',
  breaks: 'asl:Choice/string-matches',
  does: 'StringMatches is not known: it never holds.',
  source: 'stepfunctions-local 1.3.1, run',
  options: operators(/^StringMatches$/, () => () => false),
};
