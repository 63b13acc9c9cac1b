import type { Fault } from '../engine/fault.js';
import { everyAnswer, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-scalars-crash',
  breaks: 'wire:request/not-an-object',
  does: 'A body that is JSON but no object is answered with 500.',
  source: 'MiniStack 1.5.33, run',
  edge: everyAnswer((answer, { body }) =>
    /^\s*[^{\s]/.test(body)
      ? saying({ ...answer, status: 500 }, { __type: 'InternalError', message: "'bool' object has no attribute 'get'" })
      : answer,
  ),
};
