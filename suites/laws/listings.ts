import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { Capability, CaseContext } from '../../harness/index.js';
import { chain, echo, waitFor } from '../definitions.js';

/** A list that comes by pages, and how to fill it. */
export interface Listing {
  readonly title: string;
  readonly operation: string;
  readonly requires?: readonly Capability[];
  readonly modern?: true;
  /** Makes things to be listed. @returns what to ask for, and how many are listed then at least */
  prepare(context: CaseContext): Promise<{ readonly request: JsonObject; readonly least: number }>;
  /** The members that hold the items and, of an item, what tells it from all others. */
  readonly items: string;
  readonly key: string;
  /** No order is promised, not even the same one each time. */
  readonly unordered?: true;
}

const MADE = 5;
const several = Array.from({ length: MADE }, (_, number) => number);

async function machineWithExecutions({ machines, executions, sfn }: CaseContext): Promise<string> {
  const machine = await machines.create(waitFor(600));
  for (const number of several) {
    const { executionArn } = await executions.start(machine, { input: { number } });
    // Some of each status.
    if (number % 2 === 1) await sfn.stopExecution({ executionArn });
  }
  return machine.arn;
}

async function versions({ machines, sfn }: CaseContext, count: number): Promise<readonly [string, string[]]> {
  const machine = await machines.create(echo());
  const arns: string[] = [];
  for (let seconds = 1; seconds <= count; seconds++) {
    const definition = JSON.stringify(waitFor(seconds));
    (await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition })).output;
    arns.push((await sfn.publishStateMachineVersion({ stateMachineArn: machine.arn })).output.stateMachineVersionArn);
  }
  return [machine.arn, arns];
}

async function longExecution({ executions }: CaseContext): Promise<{ request: JsonObject; least: number }> {
  const states = Object.fromEntries(several.map((number) => [`Step ${number}`, { Type: 'Pass' }]));
  const { executionArn } = await executions.run(chain(states));
  // The control: an Entered and an Exited event of each state, and one at either end.
  return { request: { executionArn }, least: 2 * MADE + 2 };
}

/** A distributed Map state, and as many again as there are in `more`. */
function distributed(name: string, ...more: readonly string[]): JsonObject {
  const state = (kept: string, next: string | undefined): JsonObject => ({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: kept,
      States: { [kept]: { Type: 'Pass', End: true } },
    },
    ...(next === undefined ? { End: true } : { Next: next }),
  });
  const names = [name, ...more];
  return {
    StartAt: name,
    States: Object.fromEntries(
      names.map((one, index): [string, Json] => [one, state(`Kept ${one}`, names[index + 1])]),
    ),
  };
}

export const listings: readonly Listing[] = [
  {
    title: 'ListStateMachines',
    operation: 'ListStateMachines',
    async prepare({ machines }) {
      for (const _ of several) await machines.create(echo());
      return { request: {}, least: MADE };
    },
    items: 'stateMachines',
    key: 'stateMachineArn',
    unordered: true,
  },
  {
    title: 'ListActivities',
    operation: 'ListActivities',
    requires: ['activities'],
    async prepare({ activities }) {
      for (const _ of several) await activities.create();
      return { request: {}, least: MADE };
    },
    items: 'activities',
    key: 'activityArn',
    unordered: true,
  },
  {
    title: 'ListExecutions',
    operation: 'ListExecutions',
    prepare: async (context) => ({ request: { stateMachineArn: await machineWithExecutions(context) }, least: MADE }),
    items: 'executions',
    key: 'executionArn',
  },
  {
    title: 'ListExecutions of one status',
    operation: 'ListExecutions',
    prepare: async (context) => ({
      request: { stateMachineArn: await machineWithExecutions(context), statusFilter: 'RUNNING' },
      least: Math.ceil(MADE / 2),
    }),
    items: 'executions',
    key: 'executionArn',
  },
  {
    title: 'GetExecutionHistory',
    operation: 'GetExecutionHistory',
    prepare: longExecution,
    items: 'events',
    key: 'id',
  },
  {
    title: 'GetExecutionHistory in reverse order',
    operation: 'GetExecutionHistory',
    async prepare(context) {
      const { request, least } = await longExecution(context);
      return { request: { ...request, reverseOrder: true }, least };
    },
    items: 'events',
    key: 'id',
  },
  {
    title: 'ListStateMachineVersions',
    operation: 'ListStateMachineVersions',
    requires: ['versions', 'update-machine'],
    modern: true,
    async prepare(context) {
      const [stateMachineArn, made] = await versions(context, MADE);
      return { request: { stateMachineArn }, least: made.length };
    },
    items: 'stateMachineVersions',
    key: 'stateMachineVersionArn',
  },
  {
    title: 'ListStateMachineAliases',
    operation: 'ListStateMachineAliases',
    requires: ['aliases', 'versions', 'update-machine'],
    modern: true,
    async prepare(context) {
      const [stateMachineArn, [version]] = await versions(context, 1);
      const routingConfiguration = [{ stateMachineVersionArn: version!, weight: 100 }];
      for (const number of several) {
        const request = { name: `alias-${number}`, routingConfiguration };
        (await context.sfn.createStateMachineAlias(request)).output;
      }
      return { request: { stateMachineArn }, least: MADE };
    },
    items: 'stateMachineAliases',
    key: 'stateMachineAliasArn',
  },
  {
    title: 'ListMapRuns',
    operation: 'ListMapRuns',
    requires: ['distributed-map'],
    modern: true,
    async prepare({ executions }) {
      const { executionArn } = await executions.run(distributed('One', 'Two', 'Three'), { input: [1] });
      return { request: { executionArn }, least: 3 };
    },
    items: 'mapRuns',
    key: 'mapRunArn',
  },
  {
    title: 'ListExecutions of a Map Run',
    operation: 'ListExecutions',
    requires: ['distributed-map'],
    modern: true,
    async prepare({ executions, sfn }) {
      const { executionArn } = await executions.run(distributed('Each'), { input: several });
      const [run] = (await sfn.listMapRuns({ executionArn })).output.mapRuns;
      return { request: { mapRunArn: String(run?.mapRunArn) }, least: MADE };
    },
    items: 'executions',
    key: 'executionArn',
  },
];
