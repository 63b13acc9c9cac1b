import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

const updates = new WeakMap<object, Map<string, number>>();

export const fault: Fault = {
  id: 'update-machine-moves-the-creation-date',
  breaks: 'laws:update-to-the-same',
  does: 'Each update adds a second to the creation date of the machine.',
  install(engine) {
    around('UpdateStateMachine', (handle) => async (input, call) => {
      const output = await handle(input, call);
      const known = updates.get(call.account) ?? new Map<string, number>();
      updates.set(call.account, known);
      const arn = String(input.stateMachineArn);
      known.set(arn, (known.get(arn) ?? 0) + 1);
      return output;
    })(engine);
    around('DescribeStateMachine', (handle) => async (input, call) => {
      const output = await handle(input, call);
      const count = updates.get(call.account)?.get(String(input.stateMachineArn)) ?? 0;
      return { ...output, creationDate: Number(output.creationDate) + count };
    })(engine);
  },
};
