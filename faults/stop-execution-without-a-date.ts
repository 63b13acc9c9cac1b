import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'stop-execution-without-a-date',
  breaks: 'sfn:StopExecution/response/stopDate/required',
  does: 'StopExecution answers without a stopDate.',
  source: 'moto 5.2.5 with its execution switched on, run',
  options: { rewriteResponse: answers('StopExecution', (output) => leaving(output, 'stopDate')) },
};
