import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-is-present-unknown',
  breaks: 'asl:Choice/is-present',
  does: 'IsPresent is not known: it never holds.',
  source: 'stepfunctions-local 1.3.1, run',
  options: operators(/^IsPresent$/, () => () => false),
};
