// A state machine's unit test: its tasks are plain functions, and its time is the test's. Run it with
//
//     node --test examples/unit-test
//
// Nothing is served, nothing waits: the three days below pass at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, TaskError } from 'sfn-conformance/engine';

const definition = {
  StartAt: 'Reserve',
  States: {
    Reserve: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:reserve',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 3 }],
      Catch: [{ ErrorEquals: ['SoldOut'], Next: 'Apologise' }],
      ResultPath: '$.reservation',
      Next: 'CoolingOff',
    },
    CoolingOff: { Type: 'Wait', Seconds: 3 * 24 * 3600, Next: 'Ship' },
    Ship: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'parcels', 'MessageBody.$': '$.reservation' },
      ResultPath: null,
      End: true,
    },
    Apologise: { Type: 'Pass', Result: 'sorry', ResultPath: '$.message', End: true },
  },
};

/** An engine with the machine, and what its queue was sent. */
async function shop(reserve) {
  const sent = [];
  const engine = createEngine({
    functions: { reserve },
    integrations: {
      'sqs:sendMessage': ({ input }) => {
        sent.push(input.MessageBody);
        return { MessageId: '1' };
      },
    },
  });
  const { stateMachineArn } = await engine.call('CreateStateMachine', {
    name: 'order',
    roleArn: 'arn:aws:iam::123456789012:role/order',
    definition: JSON.stringify(definition),
  });
  const order = async (input) => {
    const { executionArn } = await engine.call('StartExecution', { stateMachineArn, input: JSON.stringify(input) });
    return engine.finish(executionArn);
  };
  return { engine, order, sent };
}

test('an order is reserved, and shipped three days later', async () => {
  const { order, sent } = await shop(({ item }) => `reservation of ${item}`);
  const { status, startDate, stopDate } = await order({ item: 'hat' });
  assert.equal(status, 'SUCCEEDED');
  assert.equal(stopDate - startDate, 3 * 24 * 3600);
  assert.deepEqual(sent, ['reservation of hat']);
});

test('a busy shop is asked again, later and later', async () => {
  const asked = [];
  const { engine, order } = await shop(() => {
    asked.push(engine.clock.now() / 1000);
    if (asked.length < 3) throw Object.assign(new Error('later'), { name: 'Busy' });
    return 'at last';
  });
  assert.equal((await order({ item: 'hat' })).status, 'SUCCEEDED');
  assert.deepEqual(
    asked.map((time) => time - asked[0]),
    [0, 10, 30],
  );
});

test('nothing is shipped when the shop is sold out', async () => {
  const { order, sent } = await shop(() => {
    throw new TaskError('SoldOut', 'no hats left');
  });
  const { status, output } = await order({ item: 'hat' });
  assert.equal(status, 'SUCCEEDED');
  assert.equal(JSON.parse(output).message, 'sorry');
  assert.deepEqual(sent, []);
});
