import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-invoked-while-it-runs',
  breaks: 'durable:execution/one-invocation-at-a-time',
  does: 'What happens during an invocation starts another beside it.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/515',
  durable: rule('invocations', () => ({ startsDuring: () => true })),
};
