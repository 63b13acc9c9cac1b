import type { Fault } from '../engine/fault.js';
import { errorOf, refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-not-found-is-404',
  breaks: 'wire:response/status',
  does: 'What does not exist is refused with 404, and what exists already with 409.',
  source: 'kumo 0.29, source',
  edge: refusals((answer) => {
    const error = errorOf(answer) ?? '';
    return {
      ...answer,
      status: /DoesNotExist|NotFound/.test(error) ? 404 : /AlreadyExists/.test(error) ? 409 : answer.status,
    };
  }),
};
