import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-orders-as-text',
  breaks: 'asl:Choice/numeric',
  does: 'NumericLessThan and its like compare the digits as text.',
  options: operators(/^Numeric(Less|Greater)Than(Equals)?(Path)?$/, (test, name) => (value, operand) => {
    if (typeof value !== 'number' || typeof operand !== 'number') return test(value, operand);
    if (value === operand) return name.includes('Equals');
    return name.startsWith('NumericLess') ? String(value) < String(operand) : String(value) > String(operand);
  }),
};
