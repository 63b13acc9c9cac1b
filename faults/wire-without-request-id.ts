import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-without-request-id',
  breaks: 'wire:response/request-id',
  does: 'Answers carry no request id.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: everyAnswer(({ headers, ...answer }) => ({
    ...answer,
    headers: { 'content-type': headers?.['content-type'] ?? '' },
  })),
};
