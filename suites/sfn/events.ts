import { type CaseContext, fail, heartbeats, late, never, succeed } from '../../harness/index.js';
import { chain, echo, failWith, task, waitFor } from '../definitions.js';
import { toldAtLast } from '../told-at-last.js';
import type { Answer, Scene } from './promised.js';

/** Executions whose histories hold the events that have details, and the members of those. */

const current = { editions: ['current'] } as const;

/** The history of an execution that is known by its input. */
async function historyOf(
  context: CaseContext,
  definition: object,
  act: (executionArn: string) => Promise<unknown> = (executionArn) => context.executions.finish(executionArn),
): Promise<Answer> {
  const { machines, executions, sfn } = context;
  const telling = machines.freshName('told');
  const { executionArn } = await executions.start(await machines.create(definition), { input: { telling, list: [1] } });
  await act(executionArn);
  return { exchange: await sfn.getExecutionHistory({ executionArn, maxResults: 1_000 }), telling };
}

const details = (event: string, ...members: readonly string[]): string[] =>
  members.map((member) => `events.${event}EventDetails.${member}`);

const invoke = (resource: string, fields: object = {}) =>
  task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: resource, 'Payload.$': '$' }, ...fields });

/** Starts an execution of another machine as a task. */
const startOther = (pattern: string, machine: string) =>
  task(`arn:aws:states:::states:startExecution${pattern}`, { Parameters: { StateMachineArn: machine, Input: {} } });

const scene = (
  title: string,
  also: readonly string[],
  ask: (context: CaseContext) => Promise<Answer>,
  more: Partial<Scene> = {},
): Scene => ({ operation: 'GetExecutionHistory', title, also, ask, ...more });

const mapOf = (processor: object, fields: object = {}) =>
  chain({ Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: processor, ...fields } });

const distributed = (processor: object, fields: object = {}) =>
  mapOf({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor }, fields);

const activities = { requires: ['activity-workers'] } as const;
const functions = { requires: ['lambda-tasks'] } as const;
const invoked = { requires: ['lambda-tasks'], ...current } as const;
const nested = { requires: ['sfn-tasks'], ...current } as const;

export const events: readonly Scene[] = [
  scene(
    'an execution that succeeds',
    [
      'events.previousEventId',
      ...details('executionStarted', 'input', 'roleArn'),
      ...details('executionSucceeded', 'output'),
      ...details('stateEntered', 'name', 'input'),
      ...details('stateExited', 'name', 'output'),
    ],
    (context) => historyOf(context, echo()),
  ),
  scene(
    'whether data are whole',
    [
      ...details('executionStarted', 'inputDetails.truncated'),
      ...details('executionSucceeded', 'outputDetails.truncated'),
      ...details('stateEntered', 'inputDetails.truncated'),
      ...details('stateExited', 'outputDetails.truncated'),
    ],
    (context) => historyOf(context, echo()),
    current,
  ),
  scene('a page with more to come', ['nextToken'], async (context) => {
    const { executions, machines, sfn } = context;
    const telling = machines.freshName('told');
    const { executionArn } = await executions.start(await machines.create(echo()), { input: { telling } });
    await executions.finish(executionArn);
    return { exchange: await sfn.getExecutionHistory({ executionArn, maxResults: 2 }), telling };
  }),
  scene('an execution that fails', details('executionFailed', 'error', 'cause'), (context) =>
    historyOf(context, failWith('E'.repeat(256), 'on purpose')),
  ),
  scene('an execution that is stopped', details('executionAborted', 'error', 'cause'), (context) =>
    historyOf(context, waitFor(60), async (executionArn) => {
      await context.sfn.stopExecution({ executionArn, error: 'e'.repeat(256), cause: 'c'.repeat(32_768) });
      await toldAtLast(
        context,
        async () => (await context.executions.history(executionArn)).at(-1)?.type === 'ExecutionAborted',
      );
    }),
  ),
  scene('an execution that takes too long', ['events.executionTimedOutEventDetails'], (context) =>
    historyOf(context, { ...waitFor(60), TimeoutSeconds: 5 }),
  ),
  scene(
    'an execution by an alias',
    details('executionStarted', 'stateMachineAliasArn', 'stateMachineVersionArn'),
    async ({ sfn, machines, executions }) => {
      const machine = await machines.create(echo());
      const published = await sfn.publishStateMachineVersion({ stateMachineArn: machine.arn });
      const route = { stateMachineVersionArn: published.output.stateMachineVersionArn, weight: 100 };
      const alias = await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: [route] });
      const { executionArn } = await executions.start(alias.output.stateMachineAliasArn);
      return { exchange: await sfn.getExecutionHistory({ executionArn }), telling: machine.name };
    },
    { requires: ['versions', 'aliases'], ...current },
  ),
  scene(
    'an execution that is redriven',
    details('executionRedriven', 'redriveCount'),
    (context) =>
      historyOf(context, failWith('Broken', 'on purpose'), async (executionArn) => {
        await context.executions.finish(executionArn);
        await context.sfn.redriveExecution({ executionArn });
      }),
    { requires: ['redrive'], ...current },
  ),
  scene(
    'a state that assigns variables',
    details('stateExited', 'assignedVariables', 'assignedVariablesDetails.truncated'),
    (context) => historyOf(context, chain({ Keep: { Type: 'Pass', Assign: { kept: 'value' } } })),
    { requires: ['jsonata'], ...current },
  ),
  scene(
    'an expression that fails',
    details('evaluationFailed', 'error', 'cause', 'location', 'state'),
    (context) =>
      historyOf(context, { QueryLanguage: 'JSONata', ...chain({ Count: { Type: 'Pass', Output: "{% 1 + 'a' %}" } }) }),
    { requires: ['jsonata'], ...current },
  ),
  scene(
    'an activity that succeeds',
    [
      ...details('activityScheduled', 'resource', 'input', 'timeoutInSeconds', 'heartbeatInSeconds'),
      ...details('activityStarted', 'workerName'),
      ...details('activitySucceeded', 'output'),
    ],
    async (context) => {
      const arn = await context.tasks.activity([heartbeats(5, 1, succeed('done'))], { workerName: 'w'.repeat(80) });
      return await historyOf(context, task(arn, { TimeoutSeconds: 60, HeartbeatSeconds: 10 }));
    },
    activities,
  ),
  scene(
    "whether an activity's data are whole",
    [
      ...details('activityScheduled', 'inputDetails.truncated'),
      ...details('activitySucceeded', 'outputDetails.truncated'),
    ],
    async (context) => historyOf(context, task(await context.tasks.activity([succeed('done')]))),
    { ...activities, ...current },
  ),
  scene(
    'an activity that fails',
    details('activityFailed', 'error', 'cause'),
    async (context) =>
      historyOf(context, task(await context.tasks.activity([fail('e'.repeat(256), 'c'.repeat(32_768))]))),
    activities,
  ),
  scene(
    'an activity that takes too long',
    details('activityTimedOut', 'error'),
    async (context) => historyOf(context, task(await context.tasks.activity([never()]), { TimeoutSeconds: 5 })),
    activities,
  ),
  scene(
    'an activity that does not exist',
    details('activityScheduleFailed', 'error', 'cause'),
    async (context) => {
      const { arn } = await context.activities.create();
      return await historyOf(context, task(`${arn}-gone`));
    },
    activities,
  ),
  scene(
    'a function that succeeds',
    [
      ...details('lambdaFunctionScheduled', 'resource', 'input', 'timeoutInSeconds'),
      ...details('lambdaFunctionSucceeded', 'output'),
    ],
    async (context) => historyOf(context, task(await context.tasks.lambda([succeed('done')]), { TimeoutSeconds: 60 })),
    functions,
  ),
  scene(
    'a function that is called with a role',
    [
      ...details('lambdaFunctionScheduled', 'inputDetails.truncated', 'taskCredentials.roleArn'),
      ...details('lambdaFunctionSucceeded', 'outputDetails.truncated'),
    ],
    async (context) => {
      const arn = await context.tasks.lambda([succeed('done')]);
      return await historyOf(context, task(arn, { Credentials: { RoleArn: context.machines.roleArn } }));
    },
    invoked,
  ),
  scene(
    'a function that fails',
    details('lambdaFunctionFailed', 'error', 'cause'),
    async (context) => historyOf(context, task(await context.tasks.lambda([fail('Broken', 'on purpose')]))),
    functions,
  ),
  scene(
    'a function that takes too long',
    details('lambdaFunctionTimedOut', 'error'),
    async (context) => historyOf(context, task(await context.tasks.lambda([never()]), { TimeoutSeconds: 5 })),
    functions,
  ),
  scene(
    'an integration that succeeds',
    [
      'events.taskStartedEventDetails',
      ...details('taskScheduled', 'timeoutInSeconds', 'taskCredentials.roleArn'),
      ...details('taskSucceeded', 'output', 'outputDetails.truncated'),
    ],
    async (context) => {
      const arn = await context.tasks.lambda([late(1, succeed('done'))]);
      const credentials = { Credentials: { RoleArn: context.machines.roleArn } };
      return await historyOf(context, invoke(arn, { TimeoutSeconds: 60, ...credentials }));
    },
    invoked,
  ),
  scene(
    'an integration with heartbeats that waits for its token',
    [
      ...details('taskScheduled', 'heartbeatInSeconds'),
      ...details('taskSubmitted', 'output', 'outputDetails.truncated'),
      ...details('taskTimedOut', 'error'),
    ],
    async (context) => {
      const arn = await context.tasks.lambda([succeed('asked')]);
      const Parameters = { FunctionName: arn, Payload: { 'token.$': '$$.Task.Token' } };
      const resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
      return await historyOf(context, task(resource, { Parameters, TimeoutSeconds: 60, HeartbeatSeconds: 10 }));
    },
    { requires: ['lambda-tasks', 'task-tokens'], ...current },
  ),
  scene(
    'an integration that fails',
    details('taskFailed', 'error', 'cause'),
    async (context) => historyOf(context, invoke(await context.tasks.lambda([fail('Broken', 'on purpose')]))),
    invoked,
  ),
  scene(
    'a task that starts another execution',
    ['events.taskSubmittedEventDetails', 'events.taskSucceededEventDetails'],
    async (context) => historyOf(context, startOther('.sync:2', (await context.machines.create(echo())).arn)),
    nested,
  ),
  scene(
    'a job whose start is refused',
    details('taskSubmitFailed', 'error', 'cause'),
    async (context) => historyOf(context, startOther('.sync:2', `${(await context.machines.create(echo())).arn}-gone`)),
    nested,
  ),
  scene(
    'a Map',
    [
      ...details('mapStateStarted', 'length'),
      ...details('mapIterationStarted', 'name', 'index'),
      ...details('mapIterationSucceeded', 'name', 'index'),
    ],
    (context) => historyOf(context, mapOf(echo())),
    { requires: ['map'], ...current },
  ),
  scene(
    'a Map that fails',
    [...details('mapIterationFailed', 'name', 'index'), ...details('mapIterationAborted', 'name', 'index')],
    (context) => {
      const processor = chain({
        Which: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'Break' }], Default: 'Hold' },
        Break: { Type: 'Fail', Error: 'Broken' },
        Hold: { Type: 'Wait', Seconds: 60 },
      });
      const items = { Type: 'Pass', Result: [1, 0], ResultPath: '$.list' };
      return historyOf(
        context,
        chain({ Items: items, ...(mapOf(processor).States as Record<string, object>) } as never),
      );
    },
    { requires: ['map'], ...current },
  ),
  scene(
    'a distributed Map',
    details('mapRunStarted', 'mapRunArn'),
    (context) => historyOf(context, distributed(echo())),
    { requires: ['distributed-map'], ...current },
  ),
  scene(
    'a distributed Map that fails',
    details('mapRunFailed', 'error', 'cause'),
    (context) => historyOf(context, distributed(failWith('Broken', 'on purpose'))),
    { requires: ['distributed-map'], ...current },
  ),
  scene(
    'a distributed Map that is redriven',
    details('mapRunRedriven', 'mapRunArn', 'redriveCount'),
    (context) =>
      historyOf(context, distributed(failWith('Broken', 'on purpose')), async (executionArn) => {
        await context.executions.finish(executionArn);
        await context.sfn.redriveExecution({ executionArn });
        await context.executions.finish(executionArn);
      }),
    { requires: ['distributed-map', 'redrive'], ...current },
  ),
];
