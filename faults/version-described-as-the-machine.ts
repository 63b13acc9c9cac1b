import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-described-as-the-machine',
  breaks: 'sfn:DescribeStateMachine/behaviour/of-a-version',
  does: 'DescribeStateMachine of a version shows the machine as it is now.',
  install: given('DescribeStateMachine', (input) => ({
    ...input,
    stateMachineArn: String(input.stateMachineArn).replace(/:\d+$/, (qualifier) =>
      qualifier.length > 6 ? qualifier : '',
    ),
  })),
};
