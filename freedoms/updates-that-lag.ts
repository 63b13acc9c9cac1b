import type { Freedom } from '../engine/fault.js';
import type { Call, Operation } from '../engine/index.js';
import type { Machine } from '../engine/service/machine.js';
import { around } from '../faults/ways/operations.js';

/** Milliseconds of the account's clock. */
const LAG_MS = 2_000;

/** How a machine was before it was changed, and until when that is still used. */
interface Before {
  readonly until: number;
  readonly restore: () => void;
}

/** Keeps what updates change. @returns puts it back */
function kept(machine: Machine): () => void {
  const { revision } = machine;
  const routes = [...machine.aliases.values()].map((alias) => [alias, alias.routes] as const);
  return () => {
    machine.revision = revision;
    for (const [alias, old] of routes) alias.routes = old;
  };
}

/** By the machine that was changed. */
let before = new WeakMap<Machine, Before>();

const machineOf = (call: Call, arn: unknown): Machine | undefined =>
  call.account.machines.get(String(arn).split(':')[6] ?? '');

const updating =
  (member: string): ((handle: Operation) => Operation) =>
  (handle) =>
  (input, call) => {
    const machine = machineOf(call, input[member]);
    if (machine === undefined) return handle(input, call);
    const restore = kept(machine);
    const output = handle(input, call);
    before.set(machine, { until: call.account.now + LAG_MS, restore });
    return output;
  };

const starting =
  (handle: Operation): Operation =>
  (input, call) => {
    const machine = machineOf(call, input.stateMachineArn);
    const old = machine && before.get(machine);
    if (machine === undefined || old === undefined || call.account.now >= old.until) return handle(input, call);
    const renew = kept(machine);
    old.restore();
    try {
      return handle(input, call);
    } finally {
      renew();
    }
  };

export const freedom: Freedom = {
  id: 'updates-that-lag',
  does: 'Executions that are started up to two seconds after an update of their state machine or alias begin as they did before it.',
  because:
    'The current model, UpdateStateMachine and UpdateStateMachineAlias: executions that are started right away may use what was there before.',
  install: (engine) => {
    before = new WeakMap();
    around('UpdateStateMachine', updating('stateMachineArn'))(engine);
    around('UpdateStateMachineAlias', updating('stateMachineAliasArn'))(engine);
    around(['StartExecution', 'StartSyncExecution'], starting)(engine);
  },
};
