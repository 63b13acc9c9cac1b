import type { Fault } from '../engine/fault.js';
import { detailsOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-empty-result-is-null',
  breaks: 'durable:callback/empty-result',
  does: 'A success without a body leaves the text null as the result.',
  durable: detailsOf(/^CallbackSucceeded$/, (details) => ({ Result: { Payload: 'null', ...details.Result } })),
};
