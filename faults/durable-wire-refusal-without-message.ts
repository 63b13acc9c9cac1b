import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-refusal-without-message',
  breaks: 'durable:wire/error-body',
  does: 'A refusal has an empty body.',
  durable: refusals((answer) => ({ ...answer, body: '' })),
};
