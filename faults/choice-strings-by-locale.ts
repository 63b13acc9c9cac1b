import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-strings-by-locale',
  breaks: 'asl:Choice/string-order',
  does: 'Strings are ordered as in a dictionary: small letters among the capital ones.',
  options: operators(/^String(Less|Greater)Than(Equals)?(Path)?$/, (test, name) => (value, operand) => {
    if (typeof value !== 'string' || typeof operand !== 'string') return test(value, operand);
    const order = value.localeCompare(operand, 'en', { sensitivity: 'base' });
    if (order === 0) return name.includes('Equals');
    return name.startsWith('StringLess') ? order < 0 : order > 0;
  }),
};
