import type { Fault } from '../engine/fault.js';
import { htmlPage, refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-unknown-operation-crashes',
  breaks: 'wire:request/unknown-operation',
  does: 'A target that names no operation is answered with a page that says that something went wrong.',
  source: 'moto 5.2.4, run',
  edge: refusals(() => htmlPage(500), 'UnknownOperationException'),
};
