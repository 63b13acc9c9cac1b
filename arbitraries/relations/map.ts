import type { Json, JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import { compareResult } from './compare.js';
import { asBranch, clone, frameOf, freshName, mentions, renameStates } from './places.js';
import { type Relation, type RunResult, silent, type Trial } from './relation.js';

/** Whether the machine does the same for each item, whoever else is at work: its tasks go by their input alone. */
function isRepeatable(machine: Machine): boolean {
  const { definition, tasks, edition } = machine;
  const steady = Object.values(tasks).every((script) => script.length === 1);
  const alone =
    definition.TimeoutSeconds === undefined && !mentions(definition, 'Execution.Input', '$$"', '"Timestamp');
  return steady && alone && edition === 'current';
}

/** A Map state whose items go through the machine. */
function mapOf(machine: Machine, items: readonly Json[], maxConcurrency = 0): Machine {
  const name = freshName(machine.definition, 'Each');
  const jsonata = machine.definition.QueryLanguage === 'JSONata';
  const source = jsonata ? { Items: '{% $states.input.items %}' } : { ItemsPath: '$.items' };
  const body = asBranch(clone(machine.definition));
  const state: JsonObject = { Type: 'Map', ...source, MaxConcurrency: maxConcurrency, ItemProcessor: body, End: true };
  return {
    ...machine,
    definition: { ...frameOf(machine.definition), StartAt: name, States: { [name]: state } },
    input: { items: [...items] },
  };
}

/** A Parallel state with a copy of the machine for each item. */
function copiesOf(machine: Machine, items: readonly Json[]): Machine {
  const jsonata = machine.definition.QueryLanguage === 'JSONata';
  const branches = items.map((_item, index) => {
    const copy = clone(machine.definition);
    renameStates(copy, (name) => `${name} of ${index}`);
    const pick = freshName(copy, `Item ${index}`);
    const chosen: JsonObject = jsonata
      ? { Type: 'Pass', Output: `{% $states.input.items[${index}] %}` }
      : { Type: 'Pass', InputPath: `$.items[${index}]` };
    const { StartAt, States } = asBranch(copy);
    return { StartAt: pick, States: { [pick]: { ...chosen, Next: StartAt }, ...States } };
  });
  return {
    ...machine,
    definition: {
      ...frameOf(machine.definition),
      StartAt: 'Copies',
      States: { Copies: { Type: 'Parallel', Branches: branches, End: true } },
    },
    input: { items: [...items] },
  };
}

/** Items of different kinds, the machine's own input among them. */
function itemsFor({ input }: Machine, others: readonly Json[]): Json[] {
  return [input, ...others];
}

const others: readonly Json[] = [{ n: 1 }, 'other', 7, [1], null];

/** Map over a list is Parallel with a copy for each item. */
export const mapIsParallel: Relation = {
  id: 'laws:map-is-parallel',
  modern: true,
  *trial(machine, draws, conditions): Trial {
    if (!isRepeatable(machine) || mentions(machine.definition, 'State.Name')) return silent;
    const items = itemsFor(machine, [draws.of(others)]);
    const [map, parallel] = yield [mapOf(machine, items), copiesOf(machine, items)];
    const { status, output, elapsedMs } = map!;
    // Where several fail, which of them is told is a race.
    if (status !== 'SUCCEEDED') return compareResult({ ...parallel!, error: undefined }, { status }, conditions);
    const translate = (text: string): string => text.replaceAll(/ of \d+'/g, "'");
    return compareResult(parallel!, { status, output, elapsedMs, translate }, conditions);
  },
};

/** MaxConcurrency changes the time and the order, not the outcome. */
export const mapConcurrency: Relation = {
  id: 'laws:map-concurrency',
  modern: true,
  *trial(machine, draws, conditions): Trial {
    if (!isRepeatable(machine)) return silent;
    const items = itemsFor(machine, [draws.of(others), draws.of(others)]);
    const [free, limited] = yield [mapOf(machine, items), mapOf(machine, items, draws.between(1, 2))];
    const { status, output } = free!;
    const error = status === 'SUCCEEDED' ? limited!.error : undefined;
    return compareResult({ ...limited!, error }, { status, output }, conditions);
  },
};

/** Map over two lists, one after the other, is Map over both. */
export const mapConcatenation: Relation = {
  id: 'laws:map-concatenation',
  modern: true,
  *trial(machine, draws, conditions): Trial {
    if (!isRepeatable(machine)) return silent;
    const first = itemsFor(machine, []);
    const second = [draws.of(others), draws.of(others)].slice(draws.below(3));
    const [one, two, both] = yield [
      mapOf(machine, first),
      mapOf(machine, second),
      mapOf(machine, [...first, ...second]),
    ];
    const succeeded = (result: RunResult): boolean => result.status === 'SUCCEEDED' && Array.isArray(result.output);
    if (!succeeded(one!) || !succeeded(two!))
      return compareResult({ ...both!, error: undefined }, { status: 'FAILED' }, conditions);
    const output = [...(one!.output as Json[]), ...(two!.output as Json[])];
    return compareResult(both!, { status: 'SUCCEEDED', output }, conditions);
  },
};
