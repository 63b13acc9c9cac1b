import type { DurableInvocationEvent, Operation, OperationUpdate } from '../../engine/durable/index.js';
import { type HostedFunction, LambdaHost } from '../engine/durable/lambda-host.js';
import type { Visitor } from './visitor.js';

const FUNCTIONS = '/2015-03-31/functions';
const EXECUTIONS = '/2025-12-01/durable-executions';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Milliseconds. */
const WAIT = 60_000;

/** A context that ends, with a step in it, and then the wait. */
const updates: readonly OperationUpdate[] = [
  { Id: 'context', Type: 'CONTEXT', Action: 'START' },
  { Id: 'step', ParentId: 'context', Type: 'STEP', Action: 'START' },
  { Id: 'step', ParentId: 'context', Type: 'STEP', Action: 'SUCCEED', Payload: '1' },
  { Id: 'context', Type: 'CONTEXT', Action: 'SUCCEED', Payload: '2' },
  { Id: 'wait', Type: 'WAIT', Action: 'START', WaitOptions: { WaitSeconds: WAIT / 1000 } },
];

/** Checkpoints and suspends itself, and then tells of which types the operations are that it is given and that it reads. */
const waits =
  (engine: () => string, Updates: readonly OperationUpdate[]): HostedFunction =>
  async ({ payload }) => {
    const event = JSON.parse(payload) as DurableInvocationEvent;
    const { DurableExecutionArn, CheckpointToken, InitialExecutionState } = event;
    const execution = `${engine()}${EXECUTIONS}/${encodeURIComponent(DurableExecutionArn)}`;
    const given = InitialExecutionState.Operations;
    if (given.length === 1) {
      const body = JSON.stringify({ CheckpointToken, Updates });
      const { ok } = await fetch(`${execution}/checkpoint`, { method: 'POST', headers: JSON_TYPE, body });
      return { body: JSON.stringify(ok ? { Status: 'PENDING' } : { Status: 'FAILED' }) };
    }
    const state = await fetch(`${execution}/state?CheckpointToken=${encodeURIComponent(CheckpointToken)}`);
    const { Operations: read } = (await state.json()) as { readonly Operations: readonly Operation[] };
    const types = [given, read].map((operations) => operations.map(({ Type }) => Type).join(' '));
    return { body: JSON.stringify({ Status: 'SUCCEEDED', Result: types.join(', ') }) };
  };

const crashes: HostedFunction = async () => ({
  body: '{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}',
  headers: { 'x-amz-function-error': 'Unhandled' },
});

/** The functions that the visit invokes. @param engine the address of the engine that calls them */
export function functionsOf(engine: () => string): LambdaHost {
  return new LambdaHost({ waits: waits(engine, updates), late: waits(engine, updates.slice(-1)), crashes });
}

/** Calls of durable executions that between them meet every freedom that they have. */
export async function visitDurable(visitor: Visitor): Promise<void> {
  await create(visitor, 'waits', 600);
  await visitor.send('PublishVersion', `${FUNCTIONS}/waits/versions`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: '{}',
  });
  const replayed = await invoke(visitor, 'waits', '1');
  await visitor.clock.pass(WAIT);
  await visitor.send('GetDurableExecution that was replayed', replayed, { method: 'GET' });
  await stops(visitor, await invoke(visitor, 'waits', '$LATEST'));
  const list = '/2025-12-01/functions/waits/durable-executions';
  await visitor.send('ListDurableExecutionsByFunction', list, { method: 'GET' });
  await create(visitor, 'late', WAIT / 2000);
  const late = await invoke(visitor, 'late', '$LATEST');
  await visitor.clock.pass(WAIT / 2);
  const history = 'GetDurableExecutionHistory that timed out';
  await visitor.send(history, `${late}/history`, { method: 'GET' });
  await visitor.send(`${history}, with data`, `${late}/history?IncludeExecutionData=true`, { method: 'GET' });
  // Last: how often it is invoked changes the ids of whatever comes after it.
  await create(visitor, 'crashes', 600);
  const crashing = await invoke(visitor, 'crashes', '$LATEST');
  await visitor.clock.pass(60_000);
  await visitor.send('GetDurableExecution that crashes', crashing, { method: 'GET' });
}

async function stops(visitor: Visitor, execution: string): Promise<void> {
  for (const [when, then] of [
    ['that runs', 'once stopped'],
    ['that was stopped', 'stopped twice'],
  ]) {
    await visitor.send(`StopDurableExecution ${when}`, `${execution}/stop`, { method: 'POST' });
    await visitor.send(`GetDurableExecution ${then}`, execution, { method: 'GET' });
  }
}

async function create(visitor: Visitor, name: string, timeoutSeconds: number): Promise<void> {
  const body = JSON.stringify({
    FunctionName: name,
    Role: 'arn:aws:iam::123456789012:role/any',
    Code: { ZipFile: 'AAAA' },
    DurableConfig: { ExecutionTimeout: timeoutSeconds },
  });
  await visitor.send(`CreateFunction ${name}`, FUNCTIONS, { method: 'POST', headers: JSON_TYPE, body });
}

/** Starts an execution, and waits until its function has returned. @returns the execution's path */
async function invoke(visitor: Visitor, name: string, qualifier: string): Promise<string> {
  const path = `${FUNCTIONS}/${name}/invocations?Qualifier=${encodeURIComponent(qualifier)}`;
  const headers = { 'x-amz-invocation-type': 'Event' };
  const { headers: told } = await visitor.send(`Invoke ${name} ${qualifier}`, path, {
    method: 'POST',
    headers,
    body: '"in"',
  });
  await visitor.clock.quiet();
  return `${EXECUTIONS}/${encodeURIComponent(told['x-amz-durable-execution-arn'] ?? '')}`;
}
