import type { Fault } from '../engine/fault.js';
import { refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-malformed-body-accepted',
  breaks: 'wire:request/malformed-json',
  does: 'A body that is not JSON is answered with 200.',
  source: 'moto 5.2.4, run',
  edge: refusals((answer) => saying({ ...answer, status: 200 }, {}), 'SerializationException'),
};
