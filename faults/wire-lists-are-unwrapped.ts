import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-lists-are-unwrapped',
  breaks: 'wire:request/not-an-object',
  does: 'A list with one object is taken for the object.',
  edge: everyRequest((request) => ({ ...request, body: request.body.replace(/^\[(.*)\]$/s, '$1') })),
};
