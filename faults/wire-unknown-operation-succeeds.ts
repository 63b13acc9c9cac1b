import type { Fault } from '../engine/fault.js';
import { refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-unknown-operation-succeeds',
  breaks: 'wire:request/unknown-operation',
  does: 'A target that names no operation is answered with an empty object.',
  edge: refusals((answer) => saying({ ...answer, status: 200 }, {}), 'UnknownOperationException'),
};
