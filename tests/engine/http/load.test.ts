import { connect } from 'node:net';
import { Pool } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Served, serveEngine } from '../../../engine/index.js';

let served: Served;
let pool: Pool;
beforeEach(async () => {
  served = await serveEngine({ clock: 'real' });
  pool = new Pool(served.url, { connections: 1200, headersTimeout: 0, bodyTimeout: 0 });
});
afterEach(async () => {
  await served.close();
  await pool.destroy();
});

async function call(operation: string, input: object = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const { statusCode, body } = await pool.request({
    path: '/',
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
    body: JSON.stringify(input),
  });
  return { status: statusCode, body: (await body.json()) as Record<string, unknown> };
}

const until = async (condition: () => boolean) => {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the condition did not come true');
    await new Promise(setImmediate);
  }
};

describe('under load', () => {
  test('a thousand polls wait, others are answered meanwhile, and each task goes to one poll', async () => {
    const { activityArn } = (await call('CreateActivity', { name: 'a' })).body;
    const answers: unknown[] = [];
    const polls = Array.from({ length: 1000 }, () =>
      call('GetActivityTask', { activityArn }).then(({ body }) => answers.push(body.taskToken)),
    );
    await until(() => served.engine.account().load.polls === 1000);
    expect((await call('GetActivityTask', { activityArn })).body.__type).toMatch(/#ActivityWorkerLimitExceeded$/);
    expect((await call('ListActivities')).status).toBe(200);

    const definition = JSON.stringify({
      StartAt: 'T',
      States: { T: { Type: 'Task', Resource: activityArn, End: true } },
    });
    const roleArn = 'arn:aws:iam::123456789012:role/engine';
    const { stateMachineArn } = (await call('CreateStateMachine', { name: 'm', roleArn, definition })).body;
    await Promise.all(Array.from({ length: 50 }, () => call('StartExecution', { stateMachineArn })));
    await until(() => answers.length === 50);
    expect(new Set(answers).size).toBe(50);
    expect(served.engine.account().load.polls).toBe(950);

    await served.close();
    await Promise.all(polls);
    expect(answers.filter((token) => token === undefined)).toHaveLength(950);
  });

  test('a client that stops half-way holds nobody up, nor the end', async () => {
    const socket = connect(served.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
    await until(() => served.engine.account().load.requests === 1);
    expect((await call('ListActivities')).status).toBe(200);
    await served.close();
    await until(() => served.engine.account().load.requests === 0);
  });
});
