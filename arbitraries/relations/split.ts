import { isObject, type Json, type JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import { compareResult } from './compare.js';
import { asBranch, clone, type Level, mentions } from './places.js';
import { type Relation, silent, type Trial } from './relation.js';

/** Where a state goes to. */
function targetsOf(state: JsonObject): string[] {
  const entries = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  const targets: (Json | undefined)[] = [
    state.Next,
    state.Default,
    ...entries.map((entry) => (isObject(entry) ? entry.Next : undefined)),
  ];
  return targets.filter((target): target is string => typeof target === 'string');
}

/** What can be reached without going through `barrier`. */
function reachable({ States }: Level['machine'], from: string, barrier: string): Set<string> {
  const found = new Set<string>();
  const queue = [from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name === barrier || found.has(name)) continue;
    found.add(name);
    queue.push(...targetsOf(States[name] ?? {}));
  }
  return found;
}

/** The states through which every way to a good end leads, with what lies before each. */
function cutsOf(machine: Level['machine']): { readonly at: string; readonly before: ReadonlySet<string> }[] {
  return Object.keys(machine.States).flatMap((at) => {
    if (at === machine.StartAt) return [];
    const before = reachable(machine, machine.StartAt, at);
    const ends = [...before].some((name) => {
      const state = machine.States[name]!;
      return state.End === true || state.Type === 'Succeed';
    });
    const after = reachable(machine, at, '');
    const apart = [...after].every((name) => !before.has(name));
    return before.has(at) || ends || !apart ? [] : [{ at, before }];
  });
}

function part(machine: Machine, startAt: string, states: JsonObject): Machine {
  const { Comment: _comment, Version: _version, ...frame } = machine.definition;
  return { ...machine, definition: { ...frame, StartAt: startAt, States: states } };
}

/** A machine cut in two, the second part run on what the first one gives, gives what the whole does. */
export const splitSequence: Relation = {
  id: 'laws:split-sequence',
  *trial(machine, draws, conditions): Trial {
    const { definition } = machine;
    if (
      mentions(definition, 'Execution.Input', '$$"', '"Assign"', '"Timestamp') ||
      definition.TimeoutSeconds !== undefined
    ) {
      return silent;
    }
    const whole = asBranch(clone(definition));
    const cuts = cutsOf(whole);
    if (cuts.length === 0) return silent;
    const { at, before } = draws.of(cuts);
    const states = Object.entries(whole.States);
    const first: JsonObject = Object.fromEntries(states.filter(([name]) => before.has(name)));
    const second: JsonObject = Object.fromEntries(states.filter(([name]) => !before.has(name)));
    first[at] = { Type: 'Succeed' };
    const [base, head] = yield [machine, part(machine, whole.StartAt, first)];
    if (head!.status !== 'SUCCEEDED' || head!.output === undefined) {
      const { status, error } = head!;
      return compareResult(base!, { status, error }, conditions);
    }
    const [tail] = yield [{ ...part(machine, at, second), input: head!.output }];
    const { status, output, error } = tail!;
    return compareResult(base!, { status, output, error, elapsedMs: head!.elapsedMs + tail!.elapsedMs }, conditions);
  },
};
