import type { Fault } from '../engine/fault.js';
import { detailsOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-empty-result-is-empty-text',
  breaks: 'durable:callback/empty-result',
  does: 'A success without a body leaves an empty text as the result.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^CallbackSucceeded$/, (details) => ({ Result: { Payload: '', ...details.Result } })),
};
