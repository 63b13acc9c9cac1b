import { type CaseContext, describe, type Exchange, functionRequest } from '../../harness/index.js';
import { toldAtLast } from '../told-at-last.js';
import { type Scene, testScene } from './promised.js';
import { callback, chained, context, retry, step, wait } from './updates.js';

/** What answers hold, in situations in which their members must be there. */

const ERROR = { ErrorType: 'Broken', ErrorMessage: 'It broke.', ErrorData: '{"n":1}', StackTrace: ['a', 'b'] };
const ERROR_MEMBERS = ['ErrorType', 'ErrorMessage', 'ErrorData', 'StackTrace'];
const within = (path: string, members: readonly string[]): string[] => members.map((member) => `${path}.${member}`);

const details = (event: string, ...members: readonly string[]): string[] =>
  within(`Events.${event}Details`, members.length === 0 ? [] : members).concat(
    members.length === 0 ? [`Events.${event}Details`] : [],
  );

const EVENT = ['Events.EventType', 'Events.EventId', 'Events.EventTimestamp', 'Events.Id'];

/** The history of an execution to which something was done. */
function history(title: string, also: readonly string[], act: (given: CaseContext) => Promise<string>): Scene {
  const ask = async (given: CaseContext): Promise<Exchange> => {
    const arn = await act(given);
    return await given.lambda.call('GetDurableExecutionHistory', {
      DurableExecutionArn: arn,
      IncludeExecutionData: true,
      MaxItems: 1000,
    });
  };
  return { operation: 'GetDurableExecutionHistory', title, also: [...EVENT, ...also], ask };
}

const histories: readonly Scene[] = [
  history(
    'of an execution that succeeds',
    [
      ...details('ExecutionStarted', 'Input.Payload', 'Input.Truncated', 'ExecutionTimeout'),
      ...details('InvocationCompleted', 'StartTimestamp', 'EndTimestamp', 'RequestId'),
      ...details('ExecutionSucceeded', 'Result.Payload'),
      'Events.Name',
    ],
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin({ input: '{"told":1}' });
      await invocation.succeeds('done');
      await durable.finish(arn);
      return arn;
    },
  ),
  history(
    'of an execution that fails',
    details('ExecutionFailed', ...within('Error.Payload', ERROR_MEMBERS)),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.fails(ERROR);
      await durable.finish(arn);
      return arn;
    },
  ),
  history(
    'of an execution that is stopped',
    details('ExecutionStopped', ...within('Error.Payload', ERROR_MEMBERS)),
    async ({ durable }) => {
      const { arn } = await durable.begin();
      await durable.stop(arn, ERROR);
      return arn;
    },
  ),
  history(
    'of steps in a context',
    [
      'Events.ParentId',
      'Events.SubType',
      ...details('ContextStarted'),
      ...details('ContextSucceeded', 'Result.Payload'),
      ...details('StepStarted'),
      ...details('StepFailed', 'Error.Payload', 'RetryDetails.CurrentAttempt', 'RetryDetails.NextAttemptDelaySeconds'),
      ...details('StepSucceeded', 'Result.Payload', 'RetryDetails.CurrentAttempt'),
    ],
    async ({ durable }) => {
      const { arn, fn, invocation } = await durable.begin();
      await invocation.update(
        context('x', 'START', { SubType: 'RunInChildContext' }),
        step('s', 'START', { ParentId: 'x', SubType: 'Step' }),
      );
      await invocation.update(retry('s', 5, { Error: ERROR }));
      await invocation.suspends();
      const second = await fn.next();
      await second.update(step('s', 'START'), step('s', 'SUCCEED', { Payload: '1' }));
      await second.update(context('x', 'SUCCEED', { Payload: '2' }));
      return arn;
    },
  ),
  history(
    'of a context that fails',
    details('ContextFailed', ...within('Error.Payload', ERROR_MEMBERS)),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.update(context('x', 'START'), context('x', 'FAIL', { Error: ERROR }));
      return arn;
    },
  ),
  history(
    'of a wait',
    [...details('WaitStarted', 'Duration', 'ScheduledEndTimestamp'), ...details('WaitSucceeded', 'Duration')],
    async ({ durable }) => {
      const { arn, fn, invocation } = await durable.begin();
      await invocation.update(wait('w', 5));
      await invocation.suspends();
      await fn.next();
      return arn;
    },
  ),
  history(
    'of callbacks, answered and not',
    [
      ...details('CallbackStarted', 'CallbackId', 'Timeout', 'HeartbeatTimeout'),
      ...details('CallbackSucceeded', 'Result.Payload'),
      ...details('CallbackFailed', 'Error.Payload'),
      ...details('CallbackTimedOut', 'Error.Payload.ErrorType'),
    ],
    async ({ durable, lambda }) => {
      const { arn, fn, invocation } = await durable.begin();
      const options = { TimeoutSeconds: 20, HeartbeatTimeoutSeconds: 10 };
      const told = await invocation.update(callback('a', options), callback('b'), callback('c', options));
      const idOf = (id: string) => told.find(({ Id }) => Id === id)?.CallbackDetails?.CallbackId;
      await invocation.suspends();
      await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId: idOf('a'), Result: '1' });
      const second = await fn.next();
      await lambda.call('SendDurableExecutionCallbackFailure', { CallbackId: idOf('b'), Error: ERROR });
      await second.update();
      await second.suspends();
      await fn.next();
      return arn;
    },
  ),
  history(
    'of chained invokes',
    [
      ...details('ChainedInvokeStarted', 'FunctionName', 'Input.Payload', 'ExecutedVersion', 'DurableExecutionArn'),
      ...details('ChainedInvokeSucceeded', 'Result.Payload'),
      ...details('ChainedInvokeFailed', 'Error.Payload'),
    ],
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const good = await functions.plain(() => ({ kind: 'result', payload: 1 }));
      const bad = await functions.plain(() => ({ kind: 'error', errorType: 'Bad', errorMessage: 'It is bad.' }));
      const { arn, fn, invocation } = await durable.begin();
      await invocation.update(
        chained('i', child.latest, { Payload: '{}' }),
        chained('g', good.arn),
        chained('b', bad.arn),
      );
      await invocation.suspends();
      await (await child.next()).succeeds('child');
      await fn.next();
      return arn;
    },
  ),
  history(
    'of a chained execution that is stopped',
    details('ChainedInvokeStopped', 'Error.Payload'),
    async ({ durable, functions }) => {
      const child = await functions.durable();
      const { arn, fn, invocation } = await durable.begin();
      await invocation.update(chained('i', child.latest));
      await invocation.suspends();
      await durable.stop((await child.next()).arn, ERROR);
      await fn.next();
      return arn;
    },
  ),
];

const described = (title: string, also: readonly string[], act: (given: CaseContext) => Promise<string>): Scene => ({
  operation: 'GetDurableExecution',
  title,
  also: ['Version', 'InputPayload', ...also],
  ask: async (given) => await given.lambda.call('GetDurableExecution', { DurableExecutionArn: await act(given) }),
});

const OPERATION = ['Id', 'Name', 'ParentId', 'Type', 'SubType', 'StartTimestamp', 'Status', 'EndTimestamp'];

/** An invocation that has something of everything, and what it was told last. */
async function everything(given: CaseContext): Promise<Exchange> {
  const { durable, lambda, functions } = given;
  const good = await functions.plain(() => ({ kind: 'result', payload: 1 }));
  const { fn, invocation } = await durable.begin();
  const told = await invocation.update(
    context('x', 'START', { Name: 'part', SubType: 'RunInChildContext' }),
    step('s', 'START', { Name: 'work', SubType: 'Step', ParentId: 'x' }),
    step('s', 'SUCCEED', { Payload: '1' }),
    step('t', 'START'),
    callback('c'),
    wait('w', 600),
    chained('i', good.arn),
  );
  await invocation.update(retry('t', 300, { Error: ERROR }));
  await invocation.suspends();
  await lambda.call('SendDurableExecutionCallbackSuccess', {
    CallbackId: told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId,
    Result: '2',
  });
  const next = await fn.next();
  await next.update(context('x', 'SUCCEED', { Payload: '3', ContextOptions: { ReplayChildren: true } }));
  await toldAtLast(given, async () => {
    const { Operations } = (await next.state()).output;
    const invoke = Array.isArray(Operations) ? Operations.find((operation) => operation?.Id === 'i') : undefined;
    return invoke !== undefined && invoke.Status !== 'STARTED';
  });
  return await next.state();
}

const others: readonly Scene[] = [
  described(
    'of an execution that has succeeded',
    ['Result', 'EndTimestamp', 'ExecutionDataIncluded'],
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin({ input: '"told"' });
      await invocation.succeeds('done');
      await durable.finish(arn);
      return arn;
    },
  ),
  described('of an execution that has failed', within('Error', ERROR_MEMBERS), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.fails(ERROR);
    await durable.finish(arn);
    return arn;
  }),
  described(
    'of an execution on a function with a configuration',
    ['DurableConfig.ExecutionTimeout', 'DurableConfig.RetentionPeriodInDays'],
    async ({ durable }) => (await durable.begin()).arn,
  ),
  {
    operation: 'GetDurableExecutionState',
    title: 'with operations of all types',
    also: [
      ...within('Operations', OPERATION),
      'Operations.ExecutionDetails.InputPayload',
      ...within('Operations.StepDetails', ['Attempt', 'Result', 'NextAttemptTimestamp', 'Error.ErrorType']),
      ...within('Operations.ContextDetails', ['Result', 'ReplayChildren']),
      'Operations.WaitDetails.ScheduledEndTimestamp',
      ...within('Operations.CallbackDetails', ['CallbackId', 'Result']),
      'Operations.ChainedInvokeDetails.Result',
    ],
    ask: everything,
  },
  {
    operation: 'CheckpointDurableExecution',
    title: 'that goes on',
    also: ['CheckpointToken', ...within('NewExecutionState.Operations', ['Id', 'Type', 'Status'])],
    ask: async ({ durable }) => (await durable.begin()).invocation.checkpoint([step('s', 'START')]),
  },
  {
    operation: 'ListDurableExecutionsByFunction',
    title: 'of a page that is not the last',
    also: ['NextMarker', 'DurableExecutions.EndTimestamp'],
    ask: async ({ durable, lambda }) => {
      const { arn, fn } = await durable.begin();
      const { arn: ended } = await durable.beginOn(fn);
      await durable.stop(ended);
      await durable.describe(arn);
      return await lambda.call('ListDurableExecutionsByFunction', {
        FunctionName: fn.name,
        Qualifier: '$LATEST',
        MaxItems: 1,
      });
    },
  },
  {
    operation: 'Invoke',
    title: 'that waits for an execution',
    also: ['StatusCode', 'Payload', 'ExecutedVersion', 'DurableExecutionArn'],
    ask: async ({ lambda, functions }) => {
      const fn = await functions.durable();
      const answer = lambda.call('Invoke', { FunctionName: fn.name, Qualifier: '$LATEST', Payload: '{}' });
      await (await fn.next()).succeeds('done');
      return await answer;
    },
  },
  {
    operation: 'StopDurableExecution',
    title: 'of a running execution',
    ask: async ({ durable }) => await durable.stop((await durable.begin()).arn),
  },
  ...(['Success', 'Failure', 'Heartbeat'] as const).map(
    (how): Scene => ({
      operation: `SendDurableExecutionCallback${how}`,
      title: 'of an open callback',
      ask: async ({ durable, lambda }) => {
        const { invocation } = await durable.begin();
        const told = await invocation.update(callback('c'));
        const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId;
        return await lambda.call(`SendDurableExecutionCallback${how}`, { CallbackId });
      },
    }),
  ),
  {
    operation: 'CreateFunction',
    title: 'of a durable function',
    also: [
      ...['FunctionName', 'FunctionArn', 'Version', 'Timeout', 'Runtime', 'Handler', 'Role'],
      ...within('DurableConfig', ['ExecutionTimeout', 'RetentionPeriodInDays']),
    ],
    ask: async ({ lambda, functions, target }) => {
      const name = await functions.freshName();
      functions.forget(name);
      return await lambda.call('CreateFunction', functionRequest(name, target.accountId));
    },
  },
  {
    operation: 'GetFunctionConfiguration',
    title: 'of a durable function',
    also: [
      ...['FunctionName', 'FunctionArn', 'Version', 'Timeout'],
      ...within('DurableConfig', ['ExecutionTimeout', 'RetentionPeriodInDays']),
    ],
    ask: async ({ lambda, functions }) =>
      await lambda.call('GetFunctionConfiguration', { FunctionName: (await functions.durable()).name }),
  },
  {
    operation: 'PublishVersion',
    title: 'of a durable function',
    also: ['FunctionName', 'FunctionArn', 'Version', 'DurableConfig.ExecutionTimeout'],
    ask: async ({ lambda, functions }) =>
      await lambda.call('PublishVersion', { FunctionName: (await functions.durable()).name }),
  },
];

const scenes = [...histories, ...others];

for (const operation of new Set(scenes.map((scene) => scene.operation))) {
  describe(operation, () => {
    for (const scene of scenes.filter((candidate) => candidate.operation === operation)) testScene(scene);
  });
}
