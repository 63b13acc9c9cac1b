import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-scalars-are-empty',
  breaks: 'wire:request/not-an-object',
  does: 'A body that is JSON but no object is refused as one that lacks members.',
  edge: everyRequest((request) => ({ ...request, body: /^\s*["\dtf]/.test(request.body) ? '{}' : request.body })),
};
