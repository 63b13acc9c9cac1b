import { describe, expect, test } from 'vitest';
import { Bench, chained, wait } from './scripted.js';

async function parentOf(target: string, payload?: string, options: ConstructorParameters<typeof Bench>[0] = {}) {
  const bench = new Bench(options);
  const { arn, invocation } = await bench.begin('parent');
  const Payload = payload === undefined ? {} : { Payload: payload };
  const answer = await invocation.checkpoint(chained('i', target, Payload));
  return { bench, arn, invocation, answer };
}

const plain = (handler: (event: unknown) => unknown) => ({ functions: { plain: { handler } } });

describe('a chained invoke', () => {
  test('of a durable function starts an execution with a generated name', async () => {
    const { bench, arn, invocation, answer } = await parentOf('fn:$LATEST', '"in"');
    expect(answer.NewExecutionState.Operations).toMatchObject([
      { Id: 'i', Status: 'STARTED', ChainedInvokeDetails: {} },
    ]);
    const started = (await bench.history(arn)).at(-1);
    const childArn = started?.ChainedInvokeStartedDetails?.DurableExecutionArn;
    expect(started).toMatchObject({
      EventType: 'ChainedInvokeStarted',
      ChainedInvokeStartedDetails: {
        FunctionName: 'fn:$LATEST',
        Input: { Payload: '"in"', Truncated: false },
        ExecutedVersion: '$LATEST',
        DurableExecutionArn: expect.stringMatching(
          /function:fn:\$LATEST\/durable-execution\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/,
        ),
      },
    });
    invocation.suspends();
    const child = await bench.fn.next();
    expect(child.event.DurableExecutionArn).toBe(childArn);
    expect(child.operations[0]?.ExecutionDetails).toEqual({ InputPayload: '"in"' });
    child.succeeds('out');
    const resumed = await bench.fn.next();
    expect(resumed.operation('i')).toMatchObject({ Status: 'SUCCEEDED', ChainedInvokeDetails: { Result: '"out"' } });
    resumed.succeeds();
    await bench.settle();
    expect(await bench.eventTypes(arn)).toEqual([
      'ExecutionStarted',
      'ChainedInvokeStarted',
      'InvocationCompleted',
      'ChainedInvokeSucceeded',
      'InvocationCompleted',
      'ExecutionSucceeded',
    ]);
  });

  test('the child that fails, and the child that times out', async () => {
    const failing = await parentOf('fn:$LATEST');
    failing.invocation.suspends();
    (await failing.bench.fn.next()).fails('bad', 'Broken');
    expect((await failing.bench.fn.next()).operation('i')).toMatchObject({
      Status: 'FAILED',
      ChainedInvokeDetails: { Error: { ErrorMessage: 'bad', ErrorType: 'Broken' } },
    });
    expect((await failing.bench.history(failing.arn)).at(-1)?.EventType).toBe('ChainedInvokeFailed');

    const slow = { functions: { slow: { handler: () => new Promise(() => {}), durable: { ExecutionTimeout: 20 } } } };
    const late = await parentOf('slow:$LATEST', undefined, slow);
    late.invocation.suspends();
    await late.bench.tick();
    late.bench.clock.advance(20_000);
    expect((await late.bench.fn.next()).operation('i')).toMatchObject({
      Status: 'TIMED_OUT',
      ChainedInvokeDetails: {
        Error: { ErrorType: 'ChainedInvoke.Timeout', ErrorMessage: 'CHAINED_INVOKE timed out after 20 seconds.' },
      },
    });
    expect((await late.bench.history(late.arn)).at(-1)?.EventType).toBe('ChainedInvokeTimedOut');
  });

  test('of a plain function is an ordinary invocation', async () => {
    const seen: unknown[] = [];
    const handler = (event: unknown) => {
      seen.push(event);
      return { got: event };
    };
    const { bench, arn, invocation } = await parentOf('plain', '{"n":1}', plain(handler));
    expect((await bench.history(arn)).at(-1)?.ChainedInvokeStartedDetails).toEqual({
      FunctionName: 'plain',
      Input: { Payload: '{"n":1}', Truncated: false },
      ExecutedVersion: '$LATEST',
    });
    invocation.suspends();
    const resumed = await bench.fn.next();
    expect(seen).toEqual([{ n: 1 }]);
    expect(resumed.operation('i')?.ChainedInvokeDetails).toEqual({ Result: '{"got":{"n":1}}' });
  });

  test('a plain function gets {} for no payload, a durable one no input', async () => {
    const seen: unknown[] = [];
    const first = await parentOf(
      'plain',
      undefined,
      plain((event) => seen.push(event)),
    );
    first.invocation.suspends();
    await first.bench.fn.next();
    expect(seen).toEqual([{}]);
    const second = await parentOf('fn:$LATEST');
    second.invocation.suspends();
    expect((await second.bench.fn.next()).operations[0]?.ExecutionDetails).toEqual({});
  });

  test('of a plain function that throws fails with its error', async () => {
    const { bench, invocation } = await parentOf(
      'plain',
      undefined,
      plain(() => {
        throw new TypeError('boom');
      }),
    );
    invocation.suspends();
    expect((await bench.fn.next()).operation('i')).toMatchObject({
      Status: 'FAILED',
      ChainedInvokeDetails: { Error: { ErrorType: 'TypeError', ErrorMessage: 'boom' } },
    });
  });

  test.each([
    [
      'nobody',
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody',
    ],
    ['fn', 'InvalidParameterValueException', 'You cannot invoke a durable function using an unqualified ARN.'],
  ])('of %s is accepted and fails at once', async (target, ErrorType, ErrorMessage) => {
    const { bench, arn, answer } = await parentOf(target, '1');
    const error = { ErrorType, ErrorMessage };
    expect(answer.NewExecutionState.Operations).toMatchObject([
      { Status: 'FAILED', ChainedInvokeDetails: { Error: error } },
    ]);
    expect((await bench.history(arn)).slice(1)).toMatchObject([
      { EventType: 'ChainedInvokeStarted', ChainedInvokeStartedDetails: { FunctionName: target } },
      { EventType: 'ChainedInvokeFailed', ChainedInvokeFailedDetails: { Error: { Payload: error } } },
    ]);
    expect((await bench.history(arn))[1]?.ChainedInvokeStartedDetails).toEqual({ FunctionName: target });
  });

  test('a result over 1 MB fails the operation', async () => {
    const { bench, invocation } = await parentOf(
      'plain',
      undefined,
      plain(() => 'x'.repeat(1_048_576)),
    );
    invocation.suspends();
    expect((await bench.fn.next()).operation('i')).toMatchObject({
      Status: 'FAILED',
      ChainedInvokeDetails: {
        Error: { ErrorMessage: 'CHAINED_INVOKE output payload size must be less than or equal to 1048576 bytes.' },
      },
    });
  });

  test('the tenant is named in the event and reaches the target', async () => {
    const bench = new Bench();
    const { arn, invocation } = await bench.begin();
    const ChainedInvokeOptions = { FunctionName: 'fn:$LATEST', TenantId: 'blue' };
    await invocation.checkpoint(chained('i', 'fn:$LATEST', { ChainedInvokeOptions }));
    invocation.suspends();
    expect((await bench.fn.next()).context.tenantId).toBe('blue');
    expect((await bench.history(arn))[1]?.ChainedInvokeStartedDetails?.TenantId).toBe('blue');
  });

  test('a target that ends at once is not seen inside the invocation that called it', async () => {
    const { bench, arn, invocation } = await parentOf(
      'plain',
      undefined,
      plain(() => 1),
    );
    await bench.tick();
    expect((await bench.eventTypes(arn)).at(-1)).toBe('ChainedInvokeStarted');
    invocation.suspends();
    await bench.fn.next();
    expect((await bench.eventTypes(arn)).slice(-2)).toEqual(['InvocationCompleted', 'ChainedInvokeSucceeded']);
  });

  test('a target starts while the caller goes on, when the caller asks for news or some time passes', async () => {
    const polling = await parentOf(
      'plain',
      undefined,
      plain(() => 1),
    );
    await polling.invocation.checkpoint();
    await polling.bench.tick();
    expect((await polling.invocation.checkpoint()).NewExecutionState.Operations).toMatchObject([
      { Status: 'SUCCEEDED' },
    ]);
    const busy = await parentOf(
      'plain',
      undefined,
      plain(() => 1),
    );
    busy.bench.clock.advance(250);
    await busy.bench.tick();
    expect((await busy.bench.eventTypes(busy.arn)).at(-1)).toBe('ChainedInvokeSucceeded');
  });

  test('started in the batch that closes the execution it still runs, and its result is dropped', async () => {
    let ran = 0;
    const bench = new Bench(plain(() => ++ran));
    const { arn, invocation } = await bench.begin();
    await invocation.checkpoint(chained('i', 'plain'), { Id: 'e', Type: 'EXECUTION', Action: 'SUCCEED' });
    invocation.succeeds();
    await bench.settle();
    await bench.tick();
    expect(ran).toBe(1);
    expect((await bench.eventTypes(arn)).slice(1)).toEqual([
      'ChainedInvokeStarted',
      'ExecutionSucceeded',
      'InvocationCompleted',
    ]);
  });

  test('children of children', async () => {
    const { bench, arn, invocation } = await parentOf('fn:$LATEST', '1');
    invocation.suspends();
    const child = await bench.fn.next();
    await child.checkpoint(chained('j', 'fn:$LATEST', { Payload: '2' }));
    child.suspends();
    const grandchild = await bench.fn.next();
    await grandchild.checkpoint(wait('w', 3600));
    grandchild.suspends();
    await bench.settle();
    bench.clock.advanceToNext();
    (await bench.fn.next()).succeeds('deep');
    const middle = await bench.fn.next();
    middle.returns({ Status: 'SUCCEEDED', Result: middle.operation('j')?.ChainedInvokeDetails?.Result });
    const top = await bench.fn.next();
    top.returns({ Status: 'SUCCEEDED', Result: top.operation('i')?.ChainedInvokeDetails?.Result });
    await bench.settle();
    expect((await bench.execution(arn)).Result).toBe('"deep"');
  });
});
