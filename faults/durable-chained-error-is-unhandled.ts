import type { Fault } from '../engine/fault.js';
import { detailsOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-error-is-unhandled',
  breaks: 'durable:chained-invoke/fails',
  does: 'The error of a chained function is Unhandled, with the whole error as the message.',
  source: 'MiniStack 1.5.33, read',
  durable: detailsOf(/^ChainedInvokeFailed$/, ({ Error: error }) => ({
    Error: { Payload: { ErrorType: 'Unhandled', ErrorMessage: JSON.stringify(error?.Payload) }, Truncated: false },
  })),
};
