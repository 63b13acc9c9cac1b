import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-unqualified',
  breaks: 'durable:Invoke/behaviour/unqualified',
  does: 'A durable function may be invoked without a version.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('starting', () => ({ requiresQualifier: () => undefined })),
};
