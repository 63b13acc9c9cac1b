import type { Freedom } from '../engine/fault.js';
import { around } from '../faults/ways/operations.js';

/** Milliseconds of the account's clock. */
const LAG_MS = 2_000;

export const freedom: Freedom = {
  id: 'deletions-that-lag',
  does: 'A state machine that is deleted is described as DELETING for two seconds, and its name is not free until then.',
  because:
    'Both references, DeleteStateMachine: it is asynchronous, sets the status to DELETING, and begins the deletion.',
  install: around('DeleteStateMachine', (handle) => (input, call) => {
    const { account } = call;
    const [name, qualifier] = String(input.stateMachineArn).split(':').slice(6);
    const machine = qualifier === undefined ? account.machines.get(name ?? '') : undefined;
    if (machine === undefined || machine.status === 'DELETING') return handle(input, call);
    // As if something of it still ran.
    machine.openExecutions++;
    account.clock.schedule(account.now + LAG_MS, () => {
      machine.openExecutions--;
      account.finishDeletion(machine);
    });
    return handle(input, call);
  }),
};
