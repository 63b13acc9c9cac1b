import type { Fault } from '../engine/fault.js';
import { sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-success-is-201',
  breaks: 'durable:wire/status',
  does: 'A success has the status 201.',
  durable: sent((answer) => (answer.status === 200 ? { ...answer, status: 201 } : answer)),
};
