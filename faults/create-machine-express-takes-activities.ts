import type { Fault } from '../engine/fault.js';
import { overlooking } from './ways/diagnostics.js';

export const fault: Fault = {
  id: 'create-machine-express-takes-activities',
  breaks: 'sfn:CreateStateMachine/behaviour/express-restrictions',
  does: 'An EXPRESS machine may have activities.',
  source: 'moto 5.2.5, run',
  options: overlooking('express-activity'),
};
