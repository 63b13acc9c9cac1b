import type { Fault } from '../engine/fault.js';
import { everyAnswer, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-empty-body-refused',
  breaks: 'wire:request/empty-body',
  does: 'A request without a body is refused.',
  edge: everyAnswer((answer, request) =>
    request.body === '' ? saying({ ...answer, status: 400 }, { __type: 'SerializationException' }) : answer,
  ),
};
