import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-stop-date-is-now',
  breaks: 'laws:monotone-status',
  does: 'The stop date of an execution that has ended is the time at which it is asked for.',
  install: around('DescribeExecution', (handle) => async (input, call) => {
    const output = await handle(input, call);
    return output.status === 'RUNNING' ? output : { ...output, stopDate: call.account.now / 1000 };
  }),
};
