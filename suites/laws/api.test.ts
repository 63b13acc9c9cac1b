import { isSame, type Json, type JsonObject } from '../../arbitraries/json.js';
import type { GeneratedMachine } from '../../arbitraries/machine.js';
import type { MachineOptions } from '../../arbitraries/options.js';
import { startingWith } from '../../arbitraries/relations/flow.js';
import type { RunEvent } from '../../arbitraries/relations/index.js';
import { statesOf } from '../../arbitraries/relations/places.js';
import { type CaseContext, type CaseOptions, test } from '../../harness/index.js';
import { allowanceOf } from './allowance.js';
import { machineProperty } from './drawn-machines.js';
import { concludeSearch, recordedRun } from './findings.js';
import { search } from './search.js';
import { type TargetRun, TargetRuns } from './target-runs.js';

/** Laws of the operations around any machine: what one call says, another one says too. */

const SHARE = 0.03;

interface Wrong {
  readonly aspect: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Check = (context: CaseContext, run: TargetRun, machine: GeneratedMachine) => Promise<Wrong | undefined>;

const noTasks: MachineOptions = { tasks: [], failures: true };

function law(title: string, options: CaseOptions & { readonly machines?: MachineOptions }, check: Check): void {
  const { machines = noTasks, ...caseOptions } = options;
  const [id] = options.cites;
  test(title, caseOptions, async (context) => {
    const runs = new TargetRuns(context);
    const property = machineProperty(context, title.length, machines, async (machine) => {
      const run = await runs.run(machine);
      const wrong = run.status === 'REFUSED' ? undefined : await check(context, run, machine);
      if (wrong === undefined) return [];
      const finding = { kind: 'invariant', invariant: id, runs: [recordedRun(run)] } as const;
      const { aspect, expected, actual } = wrong;
      const shown = (value: unknown): string =>
        typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
      return [
        {
          fingerprint: `${id} ${aspect}`,
          expected: shown(expected),
          actual: shown(actual),
          evidence: { finding, runs: [run] },
        },
      ];
    });
    const found = await search(property, allowanceOf(context.chance.runs, SHARE, context.target.clock.kind));
    const about = { id, evidence: 'documented', reason: 'Two answers about one machine do not agree' };
    await concludeSearch(context, about, found, { property, runs });
  });
}

const same = (aspect: string, expected: unknown, actual: unknown): Wrong | undefined =>
  isSame(expected as Json, actual as Json) ? undefined : { aspect, expected, actual };

law(
  'reverseOrder gives the events of a history from the last to the first',
  { cites: ['laws:reverse-order'] },
  async ({ sfn }, run) => {
    const { executionArn } = run;
    const { events } = (await sfn.getExecutionHistory({ executionArn, maxResults: 1_000, reverseOrder: true })).output;
    return same('order', run.history.toReversed(), events);
  },
);

law(
  'pages of any size hold the events of a history, each once',
  { cites: ['laws:any-page-size'] },
  async ({ executions, chance }, run) => {
    const maxResults = 1 + ((chance.seed + run.history.length) % 7);
    const events = await executions.history(run.executionArn, { maxResults });
    return same(`pages of ${maxResults}`.replace(/\d+/, 'n'), run.history, events);
  },
);

law(
  'a definition comes back as it was given',
  { cites: ['laws:definition-comes-back'] },
  async ({ sfn, target }, run) => {
    const { stateMachineArn, executionArn } = run;
    const sent = JSON.stringify(run.machine.definition);
    const described = (await sfn.describeStateMachine({ stateMachineArn })).output.definition;
    const wrong = same('DescribeStateMachine', sent, described);
    if (wrong !== undefined || target.edition !== 'current') return wrong;
    const ofExecution = (await sfn.describeStateMachineForExecution({ executionArn })).output.definition;
    return same('DescribeStateMachineForExecution', sent, ofExecution);
  },
);

law(
  'a start that is repeated while the execution is open gives the same execution',
  {
    cites: ['laws:same-start'],
  },
  async ({ sfn, machines }, _run, machine) => {
    const held = startingWith(machine, { Type: 'Wait', Seconds: 3_600 });
    const { arn } = await machines.create(held.definition);
    const request = { stateMachineArn: arn, name: machines.freshName(), input: JSON.stringify(machine.input) };
    const first = await sfn.startExecution(request);
    const second = await sfn.startExecution(request);
    const { executionArn } = first.output;
    const wrong = same('executionArn', executionArn, second.output.executionArn);
    const listed = (await sfn.listExecutions({ stateMachineArn: arn })).output.executions.map(
      (item) => item.executionArn,
    );
    await sfn.stopExecution({ executionArn });
    return wrong ?? same('ListExecutions', [executionArn], listed);
  },
);

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

law(
  'the executions of a machine are those of each status together',
  {
    cites: ['laws:status-filters-partition'],
  },
  async ({ sfn, machines, executions, clock }, run, machine) => {
    const { stateMachineArn } = run;
    await executions.start(stateMachineArn, { input: JSON.stringify(machine.input) });
    const stopped = await executions.start(stateMachineArn, {
      input: JSON.stringify(machine.input),
      name: machines.freshName(),
    });
    await sfn.stopExecution({ executionArn: stopped.executionArn });
    const arns = async (filter: object): Promise<string[]> =>
      (await sfn.listExecutions({ stateMachineArn, ...filter })).output.executions
        .map((item) => item.executionArn)
        .sort();
    const read = async (): Promise<readonly [all: string[], parts: string[]]> => {
      const all = await arns({});
      const parts: string[] = [];
      for (const statusFilter of statuses) parts.push(...(await arns({ statusFilter })));
      return [all, parts.sort()];
    };
    // An execution may end between two of the calls: then they are asked again.
    const agrees = async (): Promise<boolean> => {
      const [all, parts] = await read();
      return all.length === 3 && isSame(all, parts);
    };
    if (await agrees()) return undefined;
    await clock.sleep(2_000);
    const [all, parts] = await read();
    return same('number of executions', 3, all.length) ?? same('partition', all, parts);
  },
);

law(
  'StartSyncExecution ends as an execution of type STANDARD does',
  {
    cites: ['laws:express-agrees'],
    requires: ['express', 'sync-express'],
    editions: ['current'],
    machines: { ...noTasks, steps: ['pass', 'choice', 'succeed', 'fail', 'parallel', 'map'], functions: false },
  },
  async ({ sfn, machines }, run, machine) => {
    const { arn } = await machines.create(machine.definition, { type: 'EXPRESS' });
    const { output } = await sfn.startSyncExecution({ stateMachineArn: arn, input: JSON.stringify(machine.input) });
    const { status, error } = output;
    const result = typeof output.output === 'string' ? (JSON.parse(output.output) as Json) : undefined;
    return same('status', run.status, status) ?? same('output', run.output, result) ?? same('error', run.error, error);
  },
);

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
    const entered = event.stateEnteredEventDetails as Details;
    const after = history[index + 1];
    const exited = after?.type.endsWith('StateExited') ? (after.stateExitedEventDetails as Details) : undefined;
    const next = history[index + 2];
    const following = next?.type.endsWith('StateEntered') ? (next.stateEnteredEventDetails as Details).name : undefined;
    return [{ name: entered.name!, input: entered.input!, output: exited?.output, next: following }];
  });
}

law(
  'TestState gives of each state what the state gave in a run',
  {
    cites: ['laws:test-state'],
    requires: ['test-state'],
    editions: ['current'],
    machines: { ...noTasks, steps: ['pass', 'choice', 'succeed', 'fail'], functions: false, variables: false },
  },
  async ({ sfn, machines }, run, machine) => {
    const { definition } = machine;
    const { roleArn } = machines;
    const states = new Map(statesOf(definition).map(({ name, state }) => [name, state]));
    for (const visit of visitsOf(run.history)) {
      const state: JsonObject = { ...states.get(visit.name)! };
      if (definition.QueryLanguage === 'JSONata') state.QueryLanguage = 'JSONata';
      const { output } = await sfn.testState({ definition: JSON.stringify(state), roleArn, input: visit.input });
      const told = typeof output.output === 'string' ? (JSON.parse(output.output) as Json) : undefined;
      const given = visit.output === undefined ? undefined : (JSON.parse(visit.output) as Json);
      const status = visit.output === undefined ? 'FAILED' : 'SUCCEEDED';
      const wrong =
        same('status', status, output.status) ??
        (status === 'SUCCEEDED' ? same('output', given, told) : undefined) ??
        (visit.next === undefined ? undefined : same('nextState', visit.next, output.nextState));
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  },
);
