import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-zero-is-none',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/zero-is-the-default',
  does: 'A page of MaxItems 0 has no events.',
  source: 'dex-local-runner 1.4.0, run',
  durable: answering('GetDurableExecutionHistory', (answer, { MaxItems }) =>
    MaxItems === 0 ? { Events: [] } : answer,
  ),
};
