import type { Fault } from '../engine/fault.js';
import { detailsOf } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-invocations-tell-nothing',
  breaks: 'durable:history/invocation-details',
  does: 'InvocationCompleted tells neither when the invocation started and ended nor its request id.',
  source: 'dex-local-runner 1.2.1, run',
  durable: detailsOf(/^InvocationCompleted$/, ({ Error: error }) => (error === undefined ? {} : { Error: error })),
};
