import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-lenient-json',
  breaks: 'wire:request/malformed-json',
  does: 'A comma too many in a body is passed over.',
  edge: everyRequest((request) => ({ ...request, body: request.body.replace(/,\}$/, '}') })),
};
