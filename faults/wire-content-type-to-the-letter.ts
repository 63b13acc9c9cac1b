import type { Fault } from '../engine/fault.js';
import { everyAnswer, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-content-type-to-the-letter',
  breaks: 'wire:request/content-type-parameters',
  does: 'A content type with parameters is refused.',
  edge: everyAnswer((answer, request) =>
    String(request.headers['content-type'] ?? '').includes(';')
      ? saying({ ...answer, status: 415 }, { __type: 'UnsupportedMediaTypeException' })
      : answer,
  ),
};
