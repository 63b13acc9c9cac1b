import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-validation-is-500',
  breaks: 'wire:validation/type',
  does: 'Broken constraints are answered with the status 500.',
  source: 'LocalStack 2026.3.0, run',
  edge: refusals((answer) => ({ ...answer, status: 500 }), 'ValidationException'),
};
