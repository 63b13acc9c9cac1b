import type { Freedom } from '../engine/fault.js';
import type { Call, Operation } from '../engine/index.js';
import type { Machine } from '../engine/service/machine.js';
import { around } from '../faults/ways/operations.js';

/** Milliseconds of the account's clock. */
const LAG_MS = 2_000;

/** What was changed: how it was before, and until when that is still used. */
interface Before {
  readonly until: number;
  /** Makes it what it was. @returns makes it what it is again */
  readonly restore: () => () => void;
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
    const { revision } = machine;
    const routes = [...machine.aliases.values()].map((alias) => [alias, alias.routes] as const);
    const output = handle(input, call);
    const restore = () => {
      const now = [
        machine.revision,
        [...machine.aliases.values()].map((alias) => [alias, alias.routes] as const),
      ] as const;
      machine.revision = revision;
      for (const [alias, old] of routes) alias.routes = old;
      return () => {
        machine.revision = now[0];
        for (const [alias, latest] of now[1]) alias.routes = latest;
      };
    };
    before.set(machine, { until: call.account.now + LAG_MS, restore });
    return output;
  };

const starting =
  (handle: Operation): Operation =>
  (input, call) => {
    const machine = machineOf(call, input.stateMachineArn);
    const old = machine === undefined ? undefined : before.get(machine);
    if (old === undefined || call.account.now >= old.until) return handle(input, call);
    const renew = old.restore();
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
