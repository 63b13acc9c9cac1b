import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-lists-all-executions',
  breaks: 'sfn:ListExecutions/behaviour/of-a-version',
  does: 'Listing by the ARN of a version lists all executions of the machine.',
  install: given('ListExecutions', (input) =>
    typeof input.stateMachineArn === 'string'
      ? { ...input, stateMachineArn: input.stateMachineArn.replace(/(:stateMachine:[^:]+):\d+$/, '$1') }
      : input,
  ),
};
