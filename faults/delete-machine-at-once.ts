import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'delete-machine-at-once',
  breaks: 'sfn:DeleteStateMachine/behaviour/waits-for-executions',
  does: 'A machine that is deleted is gone at once, also while executions of it are open.',
  source: 'stepfunctions-local 1.3.1 and MiniStack 1.5.33, run',
  install: around('DeleteStateMachine', (handle) => (input, call) => {
    const output = handle(input, call);
    call.account.machines.delete(String(input.stateMachineArn).split(':').at(-1) ?? '');
    return output;
  }),
};
