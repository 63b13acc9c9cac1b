import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-names-no-changes',
  breaks: 'durable:execution/names-what-changed',
  does: 'UpdatedOperationIds is always empty.',
  source: 'aws-durable-execution-sdk-python-testing 1.2.1, read',
  durable: rule('invocations', () => ({ event: (event) => ({ ...event, UpdatedOperationIds: [] }) })),
};
