import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-failure-wants-a-member-error',
  breaks: 'durable:callback/fails',
  does: 'A failure takes its error from a member Error, and so drops the one that it is given.',
  durable: given('SendDurableExecutionCallbackFailure', ({ CallbackId }) => ({ CallbackId })),
};
