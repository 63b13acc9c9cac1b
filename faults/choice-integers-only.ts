import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

const whole = <Value>(value: Value): Value | number => (typeof value === 'number' ? Math.trunc(value) : value);

export const fault: Fault = {
  id: 'choice-integers-only',
  breaks: 'asl:Choice/numeric',
  does: 'Numbers are cut to whole ones before they are compared.',
  options: operators(/^Numeric/, (test) => (value, operand) => test(whole(value), whole(operand))),
};
