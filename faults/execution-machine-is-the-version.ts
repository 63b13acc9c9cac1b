import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'execution-machine-is-the-version',
  breaks: 'sfn:DescribeStateMachineForExecution/behaviour/plain-arn',
  does: 'For an execution of a version DescribeStateMachineForExecution shows the ARN of the version.',
  install: around('DescribeStateMachineForExecution', (handle) => async (input, call) => {
    const output = await handle(input, call);
    const version = call.account.execution(String(input.executionArn))?.execution.params.stateMachineVersionArn;
    return version === undefined ? output : { ...output, stateMachineArn: version };
  }),
};
