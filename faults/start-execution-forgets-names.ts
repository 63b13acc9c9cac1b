import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-forgets-names',
  breaks: 'sfn:StartExecution/behaviour/used-name-closed',
  does: "The name of an execution that has ended may be used again with the same input: the old one's ARN is returned.",
  source: 'https://github.com/getmoto/moto/issues/9490',
  install: insteadOf(
    'StartExecution',
    'ExecutionAlreadyExists',
    ({ stateMachineArn, name, input }, { account }, refusal) => {
      const arn = `${String(stateMachineArn).replace(':stateMachine:', ':execution:')}:${name}`;
      const known = account.execution(arn)?.execution;
      if (known === undefined || known.status === 'RUNNING' || known.input.text !== (input ?? '{}')) throw refusal;
      return { executionArn: arn, startDate: known.startDate / 1000 };
    },
  ),
};
