import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-missing-target-is-404',
  breaks: 'wire:request/missing-target',
  does: 'A request without a target is answered with 404 and nothing.',
  source: 'moto 5.2.5, run',
  edge: everyAnswer((answer, request) =>
    request.headers['x-amz-target'] === undefined ? { ...answer, status: 404, body: '' } : answer,
  ),
};
