import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-request-id-repeated',
  breaks: 'wire:response/request-id-is-fresh',
  does: 'All answers carry the same request id.',
  edge: everyAnswer((answer) => ({
    ...answer,
    headers: { ...answer.headers, 'x-amzn-RequestId': '00000000-0000-4000-8000-000000000000' },
  })),
};
