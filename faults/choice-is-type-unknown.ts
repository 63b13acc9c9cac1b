import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-type-unknown',
  breaks: 'asl:Choice/is-type',
  does: 'The tests of types are not known: none ever holds.',
  source: 'stepfunctions-local 1.3.1, run',
  options: operators(/^Is(Null|String|Numeric|Boolean|Timestamp)$/, () => () => false),
};
