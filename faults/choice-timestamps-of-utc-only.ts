import type { Fault } from '../engine/fault.js';
import { operators } from './ways/language.js';

export const fault: Fault = {
  id: 'choice-timestamps-of-utc-only',
  breaks: 'asl:Choice/timestamp-forms',
  does: 'Comparisons of instants hold for no timestamp with an offset.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: operators(
    /^Timestamp/,
    (test) => (value, operand) =>
      ![value, operand].some((text) => /[+-]\d\d:\d\d$/.test(String(text))) && test(value, operand),
  ),
};
