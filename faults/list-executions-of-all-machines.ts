import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-executions-of-all-machines',
  breaks: 'sfn:ListExecutions/behaviour/of-the-machine',
  does: 'ListExecutions lists the executions of every machine.',
  install: around('ListExecutions', (handle) => async (input, call) => {
    const output = await handle(input, call);
    const others = [...call.account.machines.values()].filter(({ arn }) => arn !== input.stateMachineArn);
    const lists = await Promise.all(others.map(({ arn }) => handle({ ...input, stateMachineArn: arn }, call)));
    return { ...output, executions: [output, ...lists].flatMap(({ executions }) => executions as unknown[]) };
  }),
};
