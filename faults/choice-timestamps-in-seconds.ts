import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

const inSeconds = <Value>(value: Value): Value | string =>
  typeof value === 'string' ? value.replace(/(?<=:\d\d)\.\d+/, '') : value;

export const fault: Fault = {
  id: 'choice-timestamps-in-seconds',
  breaks: 'asl:Choice/timestamp-forms',
  does: 'Instants are compared to the second: fractions do not count.',
  options: operators(/^Timestamp/, (test) => (value, operand) => test(inSeconds(value), inSeconds(operand))),
};
