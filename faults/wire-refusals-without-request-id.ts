import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-refusals-without-request-id',
  breaks: 'wire:response/request-id',
  does: 'Refusals carry no request id.',
  edge: refusals(({ headers, ...answer }) => ({
    ...answer,
    headers: { 'content-type': headers?.['content-type'] ?? '' },
  })),
};
