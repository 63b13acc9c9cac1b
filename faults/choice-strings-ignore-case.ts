import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

const lower = <Value>(value: Value): Value | string => (typeof value === 'string' ? value.toLowerCase() : value);

export const fault: Fault = {
  id: 'choice-strings-ignore-case',
  breaks: 'asl:Choice/string-equals',
  does: 'StringEquals holds whatever the case of the letters.',
  options: operators(/^StringEquals/, (test) => (value, operand) => test(lower(value), lower(operand))),
};
