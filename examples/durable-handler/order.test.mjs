// A durable function's unit test: the handler is the one that is deployed, written with AWS's SDK, and its time is the test's.
//
//     npm install --save-dev @aws/durable-execution-sdk-js
//     node --test examples/durable-handler
//
// Nothing is served, nothing waits: the three days below pass at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { createDurableService, finishDurableExecution, VirtualClock } from 'sfn-conformance/engine';

/** What would be deployed: `export const handler = withDurableExecution(order)`. */
async function order({ item }, context) {
  const reservation = await context.step('reserve', async ({ attempt }) => reserve(item, attempt), {
    retryStrategy: (_error, attempt) => ({ shouldRetry: attempt < 3, delay: { seconds: 10 } }),
  });
  const approval = await context.waitForCallback('approval', async (id) => void letters.push(id), {
    timeout: { days: 3 },
  });
  await context.wait('cooling-off', { days: 3 });
  return { reservation, approval };
}

// What the handler stands on. A real one would call other services.
const letters = [];
const reserve = (item, attempt) => {
  if (attempt === 1) throw new Error('busy');
  return `reservation of ${item}`;
};

/** The handler in an engine of its own. The SDK talks to the engine in this process, where it would talk to Lambda. */
function shop() {
  const clock = new VirtualClock();
  const handler = (event, context) =>
    withDurableExecution(order, {
      durableExecutionClient: {
        checkpoint: (request) => context.durable.checkpoint(request),
        getExecutionState: (request) => context.durable.state(request),
      },
    })(event, context);
  const functions = { order: { handler, durable: { ExecutionTimeout: 30 * 24 * 3600 } } };
  const service = createDurableService({ clock, functions });

  const start = async (input) => {
    const { DurableExecutionArn } = await service.call('Invoke', {
      FunctionName: 'order:$LATEST',
      InvocationType: 'Event',
      Payload: JSON.stringify(input),
    });
    return DurableExecutionArn;
  };
  /** Moves the clock from timer to timer until `done`, or until the execution has ended. */
  const until = async (arn, done) => {
    const execution = () => service.call('GetDurableExecution', { DurableExecutionArn: arn });
    while (!done() && (await execution()).Status === 'RUNNING') {
      while (service.activity().calls > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      if (!done()) clock.advanceToNext();
    }
  };
  const end = async (arn) => {
    await finishDurableExecution(service, clock, arn);
    return await service.call('GetDurableExecution', { DurableExecutionArn: arn });
  };
  return { service, start, until, end };
}

test('an order is reserved, approved, and done three days later', async () => {
  const { service, start, until, end } = shop();
  const arn = await start({ item: 'hat' });
  await until(arn, () => letters.length === 1);
  await service.call('SendDurableExecutionCallbackSuccess', { CallbackId: letters.pop(), Result: 'yes' });
  const { Status, Result, StartTimestamp, EndTimestamp } = await end(arn);
  assert.equal(Status, 'SUCCEEDED');
  assert.deepEqual(JSON.parse(Result), { reservation: 'reservation of hat', approval: 'yes' });
  assert.equal(EndTimestamp - StartTimestamp, 10 + 3 * 24 * 3600);
});

test('an order that nobody approves fails', async () => {
  const { start, end } = shop();
  const { Status, Error: error } = await end(await start({ item: 'hat' }));
  assert.equal(Status, 'FAILED');
  assert.equal(error.ErrorType, 'CallbackTimeoutError');
});
