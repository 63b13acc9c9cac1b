import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-changes-the-running',
  breaks: 'sfn:UpdateStateMachine/behaviour/running-executions-keep-theirs',
  does: 'DescribeStateMachineForExecution shows the definition that the machine has now.',
  source: 'moto 5.2.5, run',
  install: around('DescribeStateMachineForExecution', (handle) => async (input, call) => {
    const output = await handle(input, call);
    const machine = call.account.machines.get(String(output.name));
    return { ...output, definition: machine?.revision.settings.definition ?? output.definition };
  }),
};
