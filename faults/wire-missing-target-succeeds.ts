import type { Fault } from '../engine/fault.js';
import { everyAnswer, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-missing-target-succeeds',
  breaks: 'wire:request/missing-target',
  does: 'A request without a target is answered with 200.',
  source: 'moto 5.2.4, run',
  edge: everyAnswer((answer, request) =>
    request.headers['x-amz-target'] === undefined ? saying({ ...answer, status: 200 }, {}) : answer,
  ),
};
