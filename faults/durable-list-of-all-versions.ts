import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-of-all-versions',
  breaks: 'durable:ListDurableExecutionsByFunction/behaviour/by-version',
  does: 'Qualifier is ignored: executions of all versions are listed.',
  durable: rule('reading', () => ({ listQualifier: () => undefined })),
};
