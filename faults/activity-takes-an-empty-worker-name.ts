import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'activity-takes-an-empty-worker-name',
  breaks: 'sfn:GetActivityTask/request/workerName/min-length',
  does: 'The name of a worker may be empty.',
  source: 'stepfunctions-local 1.3.1, run',
  options: { reviseSpec: unchecked('GetActivityTask', 'workerName', 'minLength') },
};
