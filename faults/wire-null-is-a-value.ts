import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-null-is-a-value',
  breaks: 'wire:request/null-is-absent',
  does: 'A member that is null is taken for the text null.',
  source: 'MiniStack 1.5.33, run',
  edge: everyRequest((request) => ({ ...request, body: request.body.replaceAll(/:null(?=[,}])/g, ':"null"') })),
};
