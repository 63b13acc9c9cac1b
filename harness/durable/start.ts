import { randomUUID } from 'node:crypto';
import { shownValue } from '../judge/body.js';
import { Breach, NotApplicable } from '../verdict.js';
import type { LambdaCaller } from './client.js';
import type { DurableStart } from './executions.js';
import type { DurableFunction } from './functions.js';
import type { StartWay } from './ways.js';

export interface Starting {
  readonly caller: LambdaCaller;
  readonly accountId: string;
}

/** Starts an execution of a function. @returns its ARN. @throws Breach when none was started */
export type Start = (fn: DurableFunction, options: DurableStart, parts: Starting) => Promise<string>;

/** How an execution is started, by the way that the target has. */
export const starts: Readonly<Record<StartWay, Start>> = {
  invoke: startByInvoke,
  'first-invocation': startByFirstInvocation,
  'local-runner': startByLocalRunner,
};

function invokeRequest(fn: DurableFunction, { input = '{}', name, qualifier = '$LATEST' }: DurableStart) {
  return {
    FunctionName: fn.name,
    Qualifier: qualifier,
    ...(name === undefined ? {} : { DurableExecutionName: name }),
    ...(input === null ? {} : { Payload: input }),
  };
}

async function startByInvoke(fn: DurableFunction, options: DurableStart, { caller }: Starting): Promise<string> {
  const started = await caller.call('Invoke', { ...invokeRequest(fn, options), InvocationType: 'Event' });
  const arn = started.output.DurableExecutionArn;
  if (started.response?.status === 202 && typeof arn === 'string' && arn !== '') return arn;
  throw new Breach({
    reason: 'Invoke of type Event does not start an execution',
    expected: 'Invoke answers 202 with X-Amz-Durable-Execution-Arn',
    actual: `${started.response?.status} with ${shownValue(arn)}`,
    exchange: started.index,
  });
}

/** The answer comes when the first invocation has ended, so the ARN is that which the function is invoked with. */
async function startByFirstInvocation(fn: DurableFunction, options: DurableStart, { caller }: Starting) {
  const known = new Set(fn.invocations.map(({ arn }) => arn));
  const answered = caller.call('Invoke', { ...invokeRequest(fn, options), InvocationType: 'RequestResponse' });
  // An answer before the function was invoked is a refusal.
  const refused = answered.then(({ output }) => output.StatusCode);
  const invoked = fn.awaitInvocation(({ arn }) => !known.has(arn)).then(({ arn }) => arn);
  const first = await Promise.race([refused, invoked]);
  return typeof first === 'string' ? first : await invoked;
}

async function startByLocalRunner(
  fn: DurableFunction,
  { input = '{}', name, qualifier = '$LATEST' }: DurableStart,
  { caller, accountId }: Starting,
): Promise<string> {
  if (name !== undefined && fn.startedNames.has(name)) {
    throw new NotApplicable("The target's own route to start an execution says nothing of names that are taken.");
  }
  if (name !== undefined) fn.startedNames.add(name);
  const { ExecutionTimeout = 600, RetentionPeriodInDays = 1 } = fn.durableConfig;
  const started = await caller.ownRoute('/start-durable-execution', {
    AccountId: accountId,
    FunctionName: fn.name,
    FunctionQualifier: qualifier,
    ExecutionName: name ?? randomUUID(),
    ExecutionTimeoutSeconds: ExecutionTimeout,
    ExecutionRetentionPeriodDays: RetentionPeriodInDays,
    InvocationId: randomUUID(),
    ...(input === null ? {} : { Input: input }),
  });
  const { ExecutionArn } = started;
  if (typeof ExecutionArn === 'string' && ExecutionArn !== '') return ExecutionArn;
  throw new Breach({
    reason: 'POST /start-durable-execution does not start an execution',
    expected: 'an answer with ExecutionArn',
    actual: shownValue(started),
  });
}
