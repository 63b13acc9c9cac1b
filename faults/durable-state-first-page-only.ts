import type { Fault } from '../engine/fault.js';
import { answering, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-state-first-page-only',
  breaks: 'durable:GetDurableExecutionState/behaviour/pages',
  does: 'What of a state does not fit into its first page is never given.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/462',
  durable: answering('GetDurableExecutionState', (answer) => leaving(answer, 'NextMarker') as typeof answer),
};
