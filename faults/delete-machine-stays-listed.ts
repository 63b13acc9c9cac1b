import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

const deleted = new WeakMap<object, object[]>();

export const fault: Fault = {
  id: 'delete-machine-stays-listed',
  breaks: 'sfn:DeleteStateMachine/behaviour/disappears',
  does: 'A machine that was deleted stays in the list.',
  install(engine) {
    around('DeleteStateMachine', (handle) => (input, call) => {
      const machine = call.account.machines.get(String(input.stateMachineArn).split(':').at(-1) ?? '');
      const output = handle(input, call);
      if (machine !== undefined) {
        const { arn, name, type, creationDate } = machine;
        const item = { stateMachineArn: arn, name, type, creationDate: creationDate / 1000 };
        deleted.set(call.account, [...(deleted.get(call.account) ?? []), item]);
      }
      return output;
    })(engine);
    around('ListStateMachines', (handle) => async (input, call) => {
      const output = await handle(input, call);
      const gone = deleted.get(call.account) ?? [];
      return { ...output, stateMachines: [...(output.stateMachines as object[]), ...gone] };
    })(engine);
  },
};
