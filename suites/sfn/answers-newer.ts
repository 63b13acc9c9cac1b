import { type CaseContext, expect } from '../../harness/index.js';
import { chain, echo, failWith, waitFor } from '../definitions.js';
import type { Answer, Scene } from './promised.js';

/** As answers.ts, for what came after 2021: Express executions that are waited for, TestState, definitions, Map Runs. */

const current = { editions: ['current'] } as const;

async function synchronous(context: CaseContext, definition: object, more: object = {}): Promise<Answer> {
  const { machines, sfn } = context;
  const machine = await machines.create(definition, { type: 'EXPRESS' });
  const telling = machines.freshName('run');
  const exchange = await sfn.startSyncExecution({ stateMachineArn: machine.arn, name: telling, ...more });
  return { exchange, telling };
}

async function tested(context: CaseContext, state: object, more: object = {}): Promise<Answer> {
  const { machines, sfn } = context;
  const telling = machines.freshName('told');
  const exchange = await sfn.testState({
    definition: JSON.stringify(state),
    roleArn: machines.roleArn,
    input: JSON.stringify({ telling, list: [{ n: 1 }, { n: 2 }] }),
    ...more,
  });
  return { exchange, telling };
}

const debug = { inspectionLevel: 'DEBUG' };

/** An answer of a failed state says nothing of its input: its error does. */
async function failing(context: CaseContext, state: object, more: object = {}): Promise<Answer> {
  const telling = context.machines.freshName('Error');
  const mock = { errorOutput: { error: telling, cause: 'on purpose' } };
  return { ...(await tested(context, state, { mock, ...more })), telling };
}

const inspected = (...members: readonly string[]) => members.map((member) => `inspectionData.${member}`);

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { QueueUrl: 'q', MessageBody: 'b' },
  End: true,
};

const testing = { operation: 'TestState', requires: ['test-state'], ...current } as const;
const sync = { operation: 'StartSyncExecution', requires: ['express', 'sync-express'], ...current } as const;
const mapRuns = { requires: ['distributed-map'], ...current } as const;

const distributed = (processor: object) =>
  chain({
    Each: {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor },
    },
  });

/** An execution with a Map Run that has ended. */
async function mapRun(context: CaseContext, processor: object = echo()) {
  const { machines, executions, sfn } = context;
  const machine = await machines.create(distributed(processor));
  const { executionArn } = await executions.start(machine, { input: [1, 2] });
  await executions.finish(executionArn);
  const listed = await sfn.listMapRuns({ executionArn });
  return { machine, executionArn, listed, mapRunArn: listed.output.mapRuns[0]?.mapRunArn };
}

/** One of the executions that a Map Run started. */
async function child(context: CaseContext) {
  const run = await mapRun(context);
  const childArn = await context.clock.until(
    async () => (await context.sfn.listExecutions({ mapRunArn: run.mapRunArn })).output.executions[0]?.executionArn,
    { what: 'the executions of a Map Run are listed' },
  );
  return { ...run, childArn };
}

export const newerAnswers: readonly Scene[] = [
  {
    ...sync,
    title: 'an execution that succeeds',
    also: [
      'billingDetails.billedDurationInMilliseconds',
      'billingDetails.billedMemoryUsedInMB',
      'input',
      'inputDetails.included',
      'name',
      'output',
      'outputDetails.included',
      'stateMachineArn',
    ],
    ask: (context) => synchronous(context, echo()),
  },
  {
    ...sync,
    title: 'an execution that fails',
    also: ['error', 'cause'],
    ask: (context) => synchronous(context, failWith('Broken', 'on purpose')),
  },
  {
    ...sync,
    title: 'an execution with a trace header',
    also: ['traceHeader'],
    ask: (context) =>
      synchronous(context, echo(), { traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' }),
  },
  {
    ...testing,
    title: 'a state that goes on',
    also: ['status', 'output', 'nextState'],
    ask: (context) => tested(context, { Type: 'Pass', Next: 'N'.repeat(80) }),
  },
  {
    ...testing,
    title: 'a state that fails',
    also: ['status', 'error', 'cause'],
    ask: (context) => failing(context, task),
  },
  {
    ...testing,
    title: 'the data of a Pass state',
    also: inspected('input', 'afterInputPath', 'afterParameters', 'afterResultPath'),
    ask: (context) =>
      tested(context, { Type: 'Pass', Parameters: { 'all.$': '$' }, ResultPath: '$.all', End: true }, debug),
  },
  {
    ...testing,
    title: 'the data of a Task state',
    also: inspected('result', 'afterResultSelector'),
    ask: (context) =>
      tested(
        context,
        { ...task, ResultSelector: { 'all.$': '$' }, ResultPath: '$.done' },
        { ...debug, mock: { result: JSON.stringify({ MessageId: 'm', MD5OfMessageBody: 'x' }) } },
      ),
  },
  {
    ...testing,
    title: 'the data of a Task state in JSONata',
    requires: ['test-state', 'jsonata'],
    also: inspected('afterArguments'),
    ask: (context) => {
      const { Parameters: Arguments, ...rest } = task;
      const state = { ...rest, QueryLanguage: 'JSONata', Arguments, Output: '{% $states.input %}' };
      return tested(context, state, { ...debug, mock: { result: '{"MessageId":"m","MD5OfMessageBody":"x"}' } });
    },
  },
  {
    ...testing,
    title: 'the variables',
    requires: ['test-state', 'jsonata'],
    also: inspected('variables'),
    ask: (context) => tested(context, { Type: 'Pass', Assign: { kept: 1 }, End: true }, debug),
  },
  {
    ...testing,
    title: 'the attempts that a Retry leaves',
    also: inspected('errorDetails.retryIndex', 'errorDetails.retryBackoffIntervalSeconds'),
    ask: (context) => failing(context, { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }] }, debug),
  },
  {
    ...testing,
    title: 'the Catch that takes a failure',
    also: inspected('errorDetails.catchIndex'),
    ask: (context) => failing(context, { ...task, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Then' }] }, debug),
  },
  {
    ...testing,
    title: 'the items of a Map',
    requires: ['test-state', 'map'],
    also: inspected('afterItemsPath', 'afterItemSelector', 'maxConcurrency'),
    ask: (context) =>
      tested(
        context,
        {
          Type: 'Map',
          ItemsPath: '$.list',
          ItemSelector: { 'it.$': '$$.Map.Item.Value', 'telling.$': '$.telling' },
          MaxConcurrency: 2,
          ItemProcessor: echo(),
          End: true,
        },
        { ...debug, mock: { result: '[1,2]' } },
      ),
  },
  {
    ...testing,
    title: 'the batches of a distributed Map',
    requires: ['test-state', 'distributed-map'],
    also: inspected('afterItemBatcher', 'toleratedFailureCount', 'toleratedFailurePercentage'),
    ask: (context) =>
      tested(
        context,
        {
          Type: 'Map',
          ItemsPath: '$.list',
          ItemBatcher: { MaxItemsPerBatch: 2 },
          ToleratedFailureCount: 1,
          ToleratedFailurePercentage: 50,
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...echo() },
          End: true,
        },
        { ...debug, mock: { result: '[1]' } },
      ),
  },
  {
    operation: 'ValidateStateMachineDefinition',
    title: 'a definition with a fault',
    requires: ['validate-definition'],
    ...current,
    also: ['diagnostics.location', 'truncated'],
    ask: async ({ sfn }) => {
      const right = echo();
      const wrong = { States: right.States };
      const validate = (definition: object) =>
        sfn.validateStateMachineDefinition({ definition: JSON.stringify(definition), maxResults: 1 });
      const exchange = await validate(wrong);
      return {
        exchange,
        proof: async () => {
          expect([exchange.output.result, (await validate(right)).output.result]).toEqual(['FAIL', 'OK']);
        },
      };
    },
  },
  {
    ...mapRuns,
    operation: 'ListMapRuns',
    title: 'a page with more to come',
    also: ['mapRuns.stopDate', 'nextToken'],
    ask: async ({ sfn, machines, executions }) => {
      const each = (inner: string) => ({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          ...chain({ [inner]: { Type: 'Pass' } }),
        },
      });
      const machine = await machines.create(chain({ One: each('First'), Two: each('Second') }));
      const { executionArn } = await executions.start(machine, { input: [1] });
      await executions.finish(executionArn);
      return { exchange: await sfn.listMapRuns({ executionArn, maxResults: 1 }), telling: machine.name };
    },
  },
  {
    ...mapRuns,
    operation: 'DescribeMapRun',
    title: 'a Map Run that has ended',
    also: [
      'stopDate',
      'redriveCount',
      'itemCounts.failuresNotRedrivable',
      'itemCounts.pendingRedrive',
      'executionCounts.failuresNotRedrivable',
      'executionCounts.pendingRedrive',
    ],
    ask: async (context) => {
      const { mapRunArn, machine } = await mapRun(context, failWith('Broken', 'on purpose'));
      return { exchange: await context.sfn.describeMapRun({ mapRunArn }), telling: machine.name };
    },
  },
  {
    ...mapRuns,
    operation: 'DescribeMapRun',
    title: 'a Map Run that was redriven',
    requires: ['distributed-map', 'redrive'],
    also: ['redriveDate'],
    ask: async (context) => {
      const { mapRunArn, machine, executionArn } = await mapRun(context, failWith('Broken', 'on purpose'));
      await context.sfn.redriveExecution({ executionArn });
      return { exchange: await context.sfn.describeMapRun({ mapRunArn }), telling: machine.name };
    },
  },
  {
    ...mapRuns,
    operation: 'ListExecutions',
    title: 'the executions of a Map Run',
    also: ['executions.mapRunArn', 'executions.itemCount'],
    ask: async (context) => {
      const { mapRunArn, machine } = await mapRun(context);
      return { exchange: await context.sfn.listExecutions({ mapRunArn }), telling: machine.name };
    },
  },
  {
    ...mapRuns,
    operation: 'DescribeExecution',
    title: 'an execution of a Map Run',
    also: ['mapRunArn'],
    ask: async (context) => {
      const { childArn, machine } = await child(context);
      return { exchange: await context.sfn.describeExecution({ executionArn: childArn }), telling: machine.name };
    },
  },
  {
    ...mapRuns,
    operation: 'DescribeStateMachineForExecution',
    title: 'the part of a machine that a Map Run executes',
    requires: ['distributed-map', 'update-machine'],
    also: ['mapRunArn', 'label'],
    ask: async (context) => {
      const { childArn, machine } = await child(context);
      const exchange = await context.sfn.describeStateMachineForExecution({ executionArn: childArn });
      return { exchange, telling: machine.name };
    },
  },
];

/** A Map Run that is still running. */
export async function openMapRun(context: CaseContext): Promise<{ mapRunArn: string; executionArn: string }> {
  const { machines, executions, sfn, clock } = context;
  const { executionArn } = await executions.start(await machines.create(distributed(waitFor(600))), { input: [1] });
  const mapRunArn = await clock.until(
    async () => (await sfn.listMapRuns({ executionArn })).output.mapRuns[0]?.mapRunArn,
    { what: 'the Map Run is listed' },
  );
  return { mapRunArn, executionArn };
}
