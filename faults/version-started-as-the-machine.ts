import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-started-as-the-machine',
  breaks: 'sfn:StartExecution/behaviour/of-a-version',
  does: 'An execution of a version is shown as one of the machine alone.',
  options: {
    rewriteResponse: answers('DescribeExecution', (output) => leaving(output, 'stateMachineVersionArn')),
  },
};
