import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'wait-takes-any-timestamp',
  breaks: 'asl:Wait/literal-timestamp-checked',
  does: 'A Timestamp of any form is accepted when the machine is created.',
  source: 'stepfunctions-local 1.3.1, run',
  options: overlooking('timestamp'),
};
