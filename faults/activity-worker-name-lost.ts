import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'activity-worker-name-lost',
  breaks: 'sfn:GetActivityTask/behaviour/worker-name-in-history',
  does: 'The name of the worker is not kept.',
  source: 'stepfunctions-local 1.3.1, run',
  install: given('GetActivityTask', ({ workerName: _name, ...input }) => input),
};
