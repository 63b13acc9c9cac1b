import { isSame, type Json, type JsonObject } from '../../../arbitraries/json.js';
import type { Machine } from '../../../arbitraries/machine.js';
import type { MachineOptions } from '../../../arbitraries/options.js';
import { startingWith } from '../../../arbitraries/relations/flow.js';
import type { RunEvent } from '../../../arbitraries/relations/index.js';
import { statesOf } from '../../../arbitraries/relations/places.js';
import type { Capability } from '../../../harness/target.js';
import { wholeLists } from '../whole-lists.js';
import { parsedOutput, type TargetRun, type World } from '../world.js';
import { type Broken, recordedRun } from './evidence.js';

/** Laws of the operations around any machine: what one call says, another one says too. */

interface Wrong {
  readonly aspect: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface OperationLaw {
  /** The id of its statement. */
  readonly id: `laws:${string}`;
  readonly title: string;
  readonly requires?: readonly Capability[];
  readonly modern?: true;
  /** The machines that it is tried with. None has tasks. */
  readonly machines?: MachineOptions;
  readonly check: (ask: Ask, run: TargetRun, world: World) => Promise<Wrong | undefined>;
}

/** Calls an operation that must succeed. @throws Refused */
type Ask = (operation: string, input: JsonObject) => Promise<JsonObject>;

/** A call that a law needs was refused: that breaks it. */
class Refused extends Error {
  constructor(
    readonly operation: string,
    readonly type: string,
  ) {
    super(`${operation} is refused: ${type}`);
  }
}

const same = (aspect: string, expected: unknown, actual: unknown): Wrong | undefined =>
  isSame(expected as Json, actual as Json) ? undefined : { aspect, expected, actual };

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

/** Runs a machine and asks about it as the law says. */
export async function judgeOperationLaw(world: World, law: OperationLaw, machine: Machine): Promise<readonly Broken[]> {
  const run = await world.run(machine);
  if (run.executionArn === '') return [];
  const call = wholeLists((operation, input) => world.call(operation, input));
  const once = (operation: string, input: JsonObject) =>
    operation === 'ListExecutions' ? call(operation, input) : world.call(operation, input);
  const ask: Ask = async (operation, input) => {
    const answer = await once(operation, input);
    if (answer.kind === 'refusal') throw new Refused(operation, answer.error);
    return answer.output;
  };
  let wrong: Wrong | undefined;
  try {
    wrong = await law.check(ask, run, world);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    wrong = { aspect: `${error.operation} is refused`, expected: 'a success', actual: error.type };
  }
  if (wrong === undefined) return [];
  const finding = { kind: 'invariant', invariant: law.id, runs: [recordedRun(run)] } as const;
  const { aspect, expected, actual } = wrong;
  const evidence = { finding, runs: [run] };
  return [{ fingerprint: `${law.id} ${aspect}`, expected: shown(expected), actual: shown(actual), evidence }];
}

/**
 * All pages of a history that should have so many events. A page may hold fewer than it might, so only a walk of more pages
 * than events has no end.
 */
async function pagesOf(ask: Ask, request: JsonObject, length: number): Promise<Json[]> {
  const events: Json[] = [];
  let nextToken: Json | undefined;
  for (let page = 0; page <= length; page++) {
    const token = nextToken === undefined ? {} : { nextToken };
    const output = await ask('GetExecutionHistory', { ...request, ...token });
    if (Array.isArray(output.events)) events.push(...output.events);
    ({ nextToken } = output);
    if (typeof nextToken !== 'string' || nextToken === '') break;
  }
  return events;
}

const arnsOf = (output: JsonObject): string[] =>
  (Array.isArray(output.executions) ? output.executions : []).map((item) => String((item as JsonObject).executionArn));

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

async function partition(ask: Ask, run: TargetRun, world: World): Promise<Wrong | undefined> {
  const { stateMachineArn, machine } = run;
  const input = JSON.stringify(machine.input);
  await ask('StartExecution', { stateMachineArn, input, name: world.freshName() });
  const stopped = await ask('StartExecution', { stateMachineArn, input, name: world.freshName() });
  // It may have ended before.
  await world.call('StopExecution', { executionArn: stopped.executionArn! });
  const arns = async (filter: JsonObject): Promise<string[]> =>
    arnsOf(await ask('ListExecutions', { stateMachineArn, ...filter })).sort();
  const read = async (): Promise<readonly [all: string[], parts: string[]]> => {
    const all = await arns({});
    const parts: string[] = [];
    for (const statusFilter of statuses) parts.push(...(await arns({ statusFilter })));
    return [all, parts.sort()];
  };
  // An execution may end between two of the calls, and lists may come to agree only later: then they are asked again.
  const [first, parted] = await read();
  if (first.length === 3 && isSame(first, parted)) return undefined;
  await world.sleep(2);
  const [all, parts] = await read();
  return same('number of executions', 3, all.length) ?? same('partition', all, parts);
}

interface Look {
  readonly status: unknown;
  readonly startDate: unknown;
  readonly stopDate: unknown;
}

/** What is wrong with what was seen of an execution from its start on, first look first. */
function backwards(looks: readonly Look[]): Wrong | undefined {
  const [first] = looks;
  const ends = looks.filter(({ status }) => status !== 'RUNNING');
  const order = looks.map(({ status }) => status);
  const expected = [...order.filter((status) => status === 'RUNNING'), ...ends.map(() => ends[0]!.status)];
  const stops = looks.map(({ status, stopDate }) => (status === 'RUNNING' ? stopDate : (stopDate ?? 'nothing')));
  const dates = looks.map(({ status }) => (status === 'RUNNING' ? undefined : (ends[0]!.stopDate ?? 'a date')));
  return (
    same('statuses', expected, order) ??
    same(
      'startDate',
      looks.map(() => first?.startDate),
      looks.map(({ startDate }) => startDate),
    ) ??
    same('stopDate', dates.map(shown), stops.map(shown))
  );
}

/** Looks at an execution while it waits, after it was stopped or has ended, and later; and then at lists. */
async function movesForward(ask: Ask, { machine }: TargetRun, world: World): Promise<Wrong | undefined> {
  const held = startingWith(machine, { Type: 'Wait', Seconds: 1 });
  const definition = JSON.stringify(held.definition);
  const created = await ask('CreateStateMachine', { name: world.freshName(), definition, roleArn: world.roleArn });
  const stateMachineArn = created.stateMachineArn!;
  const input = JSON.stringify(machine.input);
  const looks: Look[] = [];
  const started = await ask('StartExecution', { stateMachineArn, input, name: world.freshName() });
  const executionArn = String(started.executionArn);
  const look = async (): Promise<void> => {
    const { status, startDate, stopDate } = await ask('DescribeExecution', { executionArn });
    looks.push({ status, startDate, stopDate });
  };
  await look();
  await world.sleep(0.5);
  await look();
  // Of half of the machines the execution is stopped, so that either end is seen.
  if (definition.length % 2 === 0) await world.call('StopExecution', { executionArn });
  else await world.settle(executionArn);
  for (let time = 0; time < 3; time++) {
    await look();
    await world.sleep(0.5);
  }
  const wrong = backwards(looks);
  if (wrong !== undefined) return wrong;
  const listed = async (): Promise<Look | undefined> => {
    const { executions } = await ask('ListExecutions', { stateMachineArn });
    const [item] = (Array.isArray(executions) ? executions : []) as readonly JsonObject[];
    return item && { status: item.status, startDate: item.startDate, stopDate: item.stopDate };
  };
  const last = looks.at(-1);
  if (isSame(last as unknown as Json, (await listed()) as unknown as Json)) return undefined;
  // Lists may come to agree only later.
  await world.sleep(2);
  return same('ListExecutions', last, await listed());
}

interface Visit {
  readonly name: string;
  readonly input: string;
  /** Absent: the state failed. */
  readonly output: string | undefined;
  readonly next: string | undefined;
}

type Details = Readonly<Record<string, string>>;

/** What the states of a history were given and gave, one after the other. */
function visitsOf(history: readonly RunEvent[]): Visit[] {
  return history.flatMap((event, index): Visit[] => {
    if (!event.type.endsWith('StateEntered')) return [];
    const entered = (event.stateEnteredEventDetails ?? {}) as Details;
    const after = history[index + 1];
    const exited = after?.type.endsWith('StateExited') ? (after.stateExitedEventDetails as Details) : undefined;
    const next = history[index + 2];
    const following = next?.type.endsWith('StateEntered')
      ? (next.stateEnteredEventDetails as Details)?.name
      : undefined;
    return [{ name: entered.name!, input: entered.input!, output: exited?.output, next: following }];
  });
}

async function testStates(ask: Ask, run: TargetRun, { roleArn }: World): Promise<Wrong | undefined> {
  const { definition } = run.machine;
  const states = new Map(statesOf(definition).map(({ name, state }) => [name, state]));
  for (const visit of visitsOf(run.history)) {
    const state: JsonObject = { ...states.get(visit.name)! };
    if (definition.QueryLanguage === 'JSONata') state.QueryLanguage = 'JSONata';
    const output = await ask('TestState', { definition: JSON.stringify(state), roleArn, input: visit.input });
    const status = visit.output === undefined ? 'FAILED' : 'SUCCEEDED';
    const wrong =
      same('status', status, output.status) ??
      (status === 'SUCCEEDED' ? same('output', parsedOutput(visit.output), parsedOutput(output.output)) : undefined) ??
      (visit.next === undefined ? undefined : same('nextState', visit.next, output.nextState));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const noFunctions: MachineOptions = { functions: false };

export const operationLaws: readonly OperationLaw[] = [
  {
    id: 'laws:reverse-order',
    title: 'reverseOrder gives the events of a history from the last to the first',
    async check(ask, { executionArn, history }) {
      const events = await pagesOf(ask, { executionArn, maxResults: 1_000, reverseOrder: true }, history.length);
      return same('order', history.toReversed(), events);
    },
  },
  {
    id: 'laws:any-page-size',
    title: 'pages of any size hold the events of a history, each once',
    async check(ask, { executionArn, history }) {
      const request = { executionArn, maxResults: 1 + (history.length % 7) };
      return same('pages', history, await pagesOf(ask, request, history.length));
    },
  },
  {
    id: 'laws:definition-comes-back',
    title: 'a definition comes back as it was given',
    async check(ask, { stateMachineArn, executionArn, machine }, { edition }) {
      const sent = JSON.stringify(machine.definition);
      const described = await ask('DescribeStateMachine', { stateMachineArn });
      const wrong = same('DescribeStateMachine', sent, described.definition);
      if (wrong !== undefined || edition !== 'current') return wrong;
      const ofExecution = await ask('DescribeStateMachineForExecution', { executionArn });
      return same('DescribeStateMachineForExecution', sent, ofExecution.definition);
    },
  },
  {
    id: 'laws:update-to-the-same',
    title: 'an update to the same definition changes nothing but its date',
    requires: ['update-machine'],
    modern: true,
    async check(ask, { stateMachineArn, machine }, { roleArn }) {
      const before = await ask('DescribeStateMachine', { stateMachineArn });
      const definition = JSON.stringify(machine.definition);
      await ask('UpdateStateMachine', { stateMachineArn, definition, roleArn });
      const { creationDate, revisionId: _old, label: _before, ...was } = before;
      const after = await ask('DescribeStateMachine', { stateMachineArn });
      const { creationDate: now, revisionId: _new, label: _after, ...is } = after;
      return same('DescribeStateMachine', was, is) ?? same('creationDate', creationDate, now);
    },
  },
  {
    id: 'laws:same-start',
    title: 'a start that is repeated while the execution is open gives the same execution',
    async check(ask, { machine }, world) {
      const held = startingWith(machine, { Type: 'Wait', Seconds: 3_600 });
      const definition = JSON.stringify(held.definition);
      const { roleArn } = world;
      const created = await ask('CreateStateMachine', { name: world.freshName(), definition, roleArn });
      const stateMachineArn = created.stateMachineArn!;
      const request = { stateMachineArn, name: world.freshName(), input: JSON.stringify(machine.input) };
      const { executionArn } = await ask('StartExecution', request);
      const second = await ask('StartExecution', request);
      const list = async () => arnsOf(await ask('ListExecutions', { stateMachineArn }));
      let listed = await list();
      if (!isSame(listed, [executionArn!])) {
        // A list may have the latest only later.
        await world.sleep(2);
        listed = await list();
      }
      await ask('StopExecution', { executionArn: executionArn! });
      return same('executionArn', executionArn, second.executionArn) ?? same('ListExecutions', [executionArn], listed);
    },
  },
  {
    id: 'laws:terminal-stays',
    title: 'what has ended stays as it ended',
    async check(ask, { executionArn, stateMachineArn, history }, world) {
      const before = await ask('DescribeExecution', { executionArn });
      // Stopping what has ended is answered in one way or another, and has no effect.
      await world.call('StopExecution', { executionArn });
      await ask('StartExecution', { stateMachineArn, name: world.freshName() });
      await world.sleep(1);
      const after = await ask('DescribeExecution', { executionArn });
      const again = await pagesOf(ask, { executionArn, maxResults: 1_000 }, history.length);
      return same('DescribeExecution', before, after) ?? same('GetExecutionHistory', history, again);
    },
  },
  {
    id: 'laws:monotone-status',
    title: 'what is said of an execution only moves forward, and lists come to say the same',
    check: movesForward,
  },
  {
    id: 'laws:status-filters-partition',
    title: 'the executions of a machine are those of each status together',
    check: partition,
  },
  {
    id: 'laws:express-agrees',
    title: 'StartSyncExecution ends as an execution of type STANDARD does',
    requires: ['express', 'sync-express'],
    modern: true,
    machines: { ...noFunctions, steps: ['pass', 'choice', 'succeed', 'fail', 'parallel', 'map'] },
    async check(ask, { machine, status, output, error }, world) {
      const definition = JSON.stringify(machine.definition);
      const { roleArn } = world;
      const request = { name: world.freshName(), definition, roleArn, type: 'EXPRESS' };
      const { stateMachineArn } = await ask('CreateStateMachine', request);
      const input = JSON.stringify(machine.input);
      const told = await ask('StartSyncExecution', { stateMachineArn: stateMachineArn!, input });
      return (
        same('status', status, told.status) ??
        same('output', output, parsedOutput(told.output)) ??
        same('error', error, told.error)
      );
    },
  },
  {
    id: 'laws:test-state',
    title: 'TestState gives of each state what the state gave in a run',
    requires: ['test-state'],
    modern: true,
    machines: { ...noFunctions, steps: ['pass', 'choice', 'succeed', 'fail'], variables: false },
    check: testStates,
  },
];

export function operationLaw(id: string): OperationLaw | undefined {
  return operationLaws.find((law) => law.id === id);
}

/** What a law's machines may hold in a world. */
export function machinesFor({ machines = {} }: OperationLaw, world: World): MachineOptions {
  return { ...world.machines, tasks: [], ...machines };
}
