import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-names-none',
  breaks: 'sfn:StartExecution/behaviour/name-is-optional',
  does: 'Every execution that is started without a name is called None, and so they are all one.',
  source: 'moto 5.2.4, run',
  install: around('StartExecution', (handle) => (input, call) => {
    if (input.name !== undefined) return handle(input, call);
    const executionArn = `${String(input.stateMachineArn).replace(':stateMachine:', ':execution:')}:None`;
    const known = call.account.execution(executionArn)?.execution;
    return known === undefined
      ? handle({ ...input, name: 'None' }, call)
      : { executionArn, startDate: known.startDate / 1000 };
  }),
};
