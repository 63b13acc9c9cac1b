import type { Fault } from '../engine/fault.js';
import { htmlPage, refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-malformed-body-shows-the-trace',
  breaks: 'wire:request/malformed-json',
  does: 'A body that is not JSON is answered with a page and a stack trace.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: refusals(() => htmlPage(400), 'SerializationException'),
};
