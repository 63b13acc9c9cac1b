import { describe, expect, test } from 'vitest';
import { Bench, callback, callbackIdOf, step, wait } from './scripted.js';

const invalidToken = { name: 'InvalidParameterValueException', status: 400, message: /^Invalid Checkpoint Token/ };
const refused = { ...invalidToken, message: expect.stringMatching(invalidToken.message) };

const MINUTE = 60_000;

async function begun() {
  const bench = new Bench();
  const { arn, invocation } = await bench.begin();
  const checkpoint = (CheckpointToken: string, more: object = {}) =>
    bench.service.call('CheckpointDurableExecution', {
      DurableExecutionArn: arn,
      CheckpointToken,
      Updates: [],
      ...more,
    });
  const state = (CheckpointToken: string) =>
    bench.service.call('GetDurableExecutionState', { DurableExecutionArn: arn, CheckpointToken });
  return { bench, arn, invocation, checkpoint, state };
}

describe('a checkpoint token', () => {
  test('is consumed by an accepted checkpoint and replaced by another', async () => {
    const { invocation, checkpoint } = await begun();
    const first = invocation.token;
    const { CheckpointToken: second } = await checkpoint(first);
    expect(second).not.toBe(first);
    await expect(checkpoint(first)).rejects.toMatchObject(refused);
    await expect(checkpoint(second!)).resolves.toHaveProperty('CheckpointToken');
  });

  test('survives a refused checkpoint', async () => {
    const { invocation, checkpoint } = await begun();
    const bad = { Updates: [step('s', 'START'), step('s', 'START')] };
    await expect(checkpoint(invocation.token, bad)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await expect(checkpoint(invocation.token)).resolves.toHaveProperty('CheckpointToken');
  });

  test('is neither consumed nor replaced by a read of the state', async () => {
    const { invocation, checkpoint, state } = await begun();
    await state(invocation.token);
    await state(invocation.token);
    const { CheckpointToken } = await checkpoint(invocation.token);
    await expect(state(invocation.token)).rejects.toMatchObject(refused);
    await expect(state(CheckpointToken!)).resolves.toHaveProperty('Operations');
  });

  test('dies with its invocation; the next one has its own', async () => {
    const { bench, invocation, checkpoint, state } = await begun();
    await invocation.checkpoint(wait('w', 1));
    invocation.suspends();
    await bench.settle();
    await expect(checkpoint(invocation.token)).rejects.toMatchObject(refused);
    await expect(state(invocation.token)).rejects.toMatchObject(refused);
    bench.clock.advanceToNext();
    const second = await bench.fn.next();
    await expect(checkpoint(invocation.token)).rejects.toMatchObject(refused);
    await expect(checkpoint(second.token)).resolves.toHaveProperty('CheckpointToken');
  });

  test('dies with its execution', async () => {
    const { bench, arn, invocation, checkpoint, state } = await begun();
    await bench.stop(arn);
    await expect(checkpoint(invocation.token)).rejects.toMatchObject(refused);
    await expect(state(invocation.token)).rejects.toMatchObject(refused);
  });

  test('of another execution is told from a stale one', async () => {
    const { bench, checkpoint } = await begun();
    const other = await bench.begin();
    await expect(checkpoint(other.invocation.token)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Checkpoint token is not valid for the durable execution ARN',
    });
  });

  test.each(['AAAA', 'bm90IGEgdG9rZW4='])('%s is no token', async (token) => {
    const { checkpoint, state } = await begun();
    await expect(checkpoint(token)).rejects.toMatchObject(refused);
    await expect(state(token)).rejects.toMatchObject(refused);
  });

  test('of an execution that does not exist is a bad token, not a missing resource', async () => {
    const { bench, arn, invocation } = await begun();
    const DurableExecutionArn = arn.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000');
    const call = { DurableExecutionArn, CheckpointToken: 'AAAA' };
    await expect(bench.service.call('CheckpointDurableExecution', call)).rejects.toMatchObject(refused);
    await expect(bench.service.call('GetDurableExecutionState', call)).rejects.toMatchObject(refused);
    await expect(
      bench.service.call('CheckpointDurableExecution', { DurableExecutionArn, CheckpointToken: invocation.token }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('a ClientToken', () => {
  test('with the same inbound token gets the stored answer, byte for byte, whatever happened since', async () => {
    const { bench, invocation, checkpoint } = await begun();
    const request = { ClientToken: 'c-1', Updates: [wait('w', 5)] };
    const first = await checkpoint(invocation.token, request);
    bench.clock.advance(5000);
    expect(JSON.stringify(await checkpoint(invocation.token, request))).toBe(JSON.stringify(first));
    // What it said of the wait has not been told twice: the change is told by the next checkpoint.
    const next = await checkpoint(first.CheckpointToken!);
    expect(next.NewExecutionState.Operations).toMatchObject([{ Id: 'w', Status: 'SUCCEEDED' }]);
  });

  test('another one with the used token is a stale token', async () => {
    const { invocation, checkpoint } = await begun();
    await checkpoint(invocation.token, { ClientToken: 'c-1' });
    await expect(checkpoint(invocation.token, { ClientToken: 'c-2' })).rejects.toMatchObject(refused);
    await expect(checkpoint(invocation.token)).rejects.toMatchObject(refused);
  });

  test('applies nothing twice', async () => {
    const { bench, arn, invocation, checkpoint } = await begun();
    const request = { ClientToken: 'c-1', Updates: [step('s', 'START')] };
    await checkpoint(invocation.token, request);
    await checkpoint(invocation.token, request);
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted']);
  });

  test('the stored answer goes with the next accepted checkpoint', async () => {
    const { invocation, checkpoint } = await begun();
    const { CheckpointToken } = await checkpoint(invocation.token, { ClientToken: 'c-1' });
    await checkpoint(CheckpointToken!);
    await expect(checkpoint(invocation.token, { ClientToken: 'c-1' })).rejects.toMatchObject(refused);
  });

  test('the stored answer goes after 15 minutes', async () => {
    const { bench, invocation, checkpoint } = await begun();
    await checkpoint(invocation.token, { ClientToken: 'c-1' });
    bench.clock.advance(15 * MINUTE - 1);
    await checkpoint(invocation.token, { ClientToken: 'c-1' });
    bench.clock.advance(1);
    await expect(checkpoint(invocation.token, { ClientToken: 'c-1' })).rejects.toMatchObject(refused);
  });

  test('the checkpoint that closed the execution is not answered again', async () => {
    const { invocation, checkpoint } = await begun();
    const request = { ClientToken: 'c-1', Updates: [{ Id: 'e', Type: 'EXECUTION', Action: 'SUCCEED' }] };
    await checkpoint(invocation.token, request);
    await expect(checkpoint(invocation.token, request)).rejects.toMatchObject(refused);
  });
});

test('a stored answer goes with its execution', async () => {
  const { bench, arn, invocation, checkpoint } = await begun();
  await checkpoint(invocation.token, { ClientToken: 'c-1' });
  await bench.stop(arn);
  await expect(checkpoint(invocation.token, { ClientToken: 'c-1' })).rejects.toMatchObject(refused);
});

describe('the answer of a checkpoint', () => {
  test('holds what changed since the function last looked: its own updates, and what came from outside', async () => {
    const { bench, invocation } = await begun();
    const first = await invocation.checkpoint(callback('c'), step('s', 'START'));
    expect(first.NewExecutionState.Operations.map(({ Id }) => Id)).toEqual(['c', 's']);
    const CallbackId = callbackIdOf(first);
    await bench.service.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: '"yes"' });
    const second = await invocation.checkpoint(step('s', 'SUCCEED'));
    expect(second.NewExecutionState.Operations).toMatchObject([
      { Id: 'c', Status: 'SUCCEEDED', CallbackDetails: { CallbackId, Result: '"yes"' } },
      { Id: 's', Status: 'SUCCEEDED' },
    ]);
    expect((await invocation.checkpoint()).NewExecutionState.Operations).toEqual([]);
  });
});
