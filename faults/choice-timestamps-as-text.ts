import { parseTimestamp } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-timestamps-as-text',
  breaks: 'asl:Choice/timestamp-forms',
  does: 'Instants are compared as text: their zones do not count.',
  source: 'stepfunctions-local 1.3.1, run',
  options: operators(/^Timestamp/, (_test, name) => (value, operand) => {
    if (typeof value !== 'string' || typeof operand !== 'string') return false;
    if (parseTimestamp(value) === undefined || parseTimestamp(operand) === undefined) return false;
    if (value === operand) return name.includes('Equals');
    if (name.includes('Less')) return value < operand;
    return name.includes('Greater') && value > operand;
  }),
};
