import { setTimeout as pause } from 'node:timers/promises';
import { functionRequest } from '../harness/durable/functions.js';
import { LambdaHost } from '../harness/lambda-host.js';
import { hostedName } from '../harness/lambda-relay.js';
import type { Capability } from '../harness/target.js';
import type { ProbeClient } from './probe-client.js';

/** A target on this machine calls a function at once, or never. */
const CALL_MS = 3_000;

export interface FunctionsProbe {
  readonly client: ProbeClient;
  readonly region: string;
  readonly accountId: string;
  /** It was found to know the routes of durable executions. */
  readonly durableRoutes: boolean;
}

/**
 * Finds out which functions a target calls at the Lambda endpoint that it was told, by having it call one: that of a Task
 * state, and a durable one. The run's relay must listen already. Makes a state machine and a function, and deletes them.
 */
export async function probeFunctions(probe: FunctionsProbe): Promise<readonly Capability[]> {
  const host = new LambdaHost();
  try {
    const port = await host.port();
    const tasks = await isCalled(host, port, (name) => runTask(probe, name));
    const durable = probe.durableRoutes && (await isCalled(host, port, (name) => startDurable(probe, name)));
    return [...(tasks ? (['lambda-tasks'] as const) : []), ...(durable ? (['durable'] as const) : [])];
  } finally {
    await host.close();
  }
}

/** @param provoke makes the target call the function of this name. @returns what takes away again all that it made */
async function isCalled(
  host: LambdaHost,
  port: number,
  provoke: (name: string) => Promise<() => Promise<unknown>>,
): Promise<boolean> {
  const name = hostedName(port, `probe-${crypto.randomUUID().slice(0, 8)}`);
  let called = false;
  const takeAway = host.register(name, async () => {
    called = true;
    return { kind: 'result', payload: { Status: 'SUCCEEDED', Result: 'null' } };
  });
  const undo = await provoke(name);
  const deadline = performance.now() + CALL_MS;
  while (!called && performance.now() < deadline) await pause(20);
  await undo();
  takeAway();
  return called;
}

async function runTask({ client, region, accountId }: FunctionsProbe, name: string) {
  const Resource = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const created = await client.call('CreateStateMachine', {
    name,
    definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource, End: true } } }),
    roleArn: `arn:aws:iam::${accountId}:role/conformance`,
  });
  const stateMachineArn = created.kind === 'answered' ? created.body?.stateMachineArn : undefined;
  if (typeof stateMachineArn !== 'string') return async () => undefined;
  await client.call('StartExecution', { stateMachineArn, name, input: '{}' });
  return async () => await client.call('DeleteStateMachine', { stateMachineArn });
}

async function startDurable({ client, accountId }: FunctionsProbe, name: string) {
  const functions = '/2015-03-31/functions';
  await client.lambda('POST', functions, { body: JSON.stringify(functionRequest(name, accountId)) });
  await client.lambda('POST', `${functions}/${name}/invocations?Qualifier=%24LATEST`, {
    body: '{}',
    headers: { 'x-amz-invocation-type': 'Event', 'x-amz-durable-execution-name': name },
  });
  return async () => await client.lambda('DELETE', `${functions}/${name}`);
}
