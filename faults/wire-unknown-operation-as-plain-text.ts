import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-unknown-operation-as-plain-text',
  breaks: 'wire:request/unknown-operation',
  does: 'A target that names no operation is answered with the text InvalidAction.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: refusals((answer) => ({ ...answer, body: 'InvalidAction' }), 'UnknownOperationException'),
};
