import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'stop-execution-another-date',
  breaks: 'sfn:StopExecution/behaviour/stop-date-agrees',
  does: 'StopExecution returns another date than the one that DescribeExecution shows.',
  options: { rewriteResponse: answers('StopExecution', () => ({ stopDate: 1_500_000_000 })) },
};
