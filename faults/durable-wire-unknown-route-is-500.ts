import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-unknown-route-is-500',
  breaks: 'durable:wire/unknown-route',
  does: 'A path that no operation has is answered with 500.',
  source: 'dex-local-runner 1.2.1, run',
  durable: refusals((answer) => ({ ...answer, status: 500 }), 'UnknownOperationException'),
};
