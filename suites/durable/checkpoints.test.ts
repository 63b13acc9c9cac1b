import { describe, expect, test } from '../../harness/index.js';
import { BAD_TOKEN, cited, unknownArn } from './cited.js';
import { callback, context, execution, step, wait } from './updates.js';

const behaviour = (slug: string) => `CheckpointDurableExecution/behaviour/${slug}`;

describe('the token of a checkpoint', () => {
  test('is another one each time', cited(behaviour('gives-the-next-token')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    const tokens = [invocation.token];
    for (const id of ['a', 'b', 'c']) {
      const { output } = await invocation.checkpoint([step(id, 'START')]);
      expect(output.CheckpointToken).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
      tokens.push(output.CheckpointToken);
    }
    expect(new Set(tokens).size).toBe(4);
  });

  test('is not accepted twice', cited(behaviour('consumes-the-token')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const used = invocation.token;
    expect(await invocation.checkpoint([step('a', 'START')])).toSucceed();
    expect(await invocation.checkpoint([step('b', 'START')], { token: used })).toFailWith(BAD_TOKEN);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted']);
    expect(await invocation.checkpoint([step('b', 'START')])).toSucceed();
  });

  test(
    'is not consumed by a checkpoint that is refused',
    cited(behaviour('refused-keeps-the-token')),
    async ({ durable }) => {
      const { invocation } = await durable.begin();
      expect(await invocation.checkpoint([step('a', 'CANCEL')])).toFailWith('InvalidParameterValueException');
      expect(await invocation.checkpoint([step('a', 'START')])).toSucceed();
    },
  );

  test('dies with its invocation', cited(behaviour('token-of-an-earlier-invocation')), async ({ durable }) => {
    const { fn, invocation } = await durable.begin();
    await invocation.update(wait('w', 5));
    const old = invocation.token;
    await invocation.suspends();
    const second = await fn.next();
    expect(await second.checkpoint([step('a', 'START')], { token: old })).toFailWith(BAD_TOKEN);
    expect(await second.checkpoint([step('a', 'START')])).toSucceed();
  });

  test(
    'is dead while no invocation is under way',
    cited(behaviour('token-of-an-earlier-invocation')),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.update(wait('w', 60));
      const events = await durable.eventTypes(arn);
      await invocation.suspends();
      expect(await invocation.checkpoint([step('a', 'START')])).toFailWith(BAD_TOKEN);
      expect(await durable.eventTypes(arn)).toEqual([...events, 'InvocationCompleted']);
    },
  );

  test(
    'dies with an invocation that crashes',
    cited(behaviour('token-of-an-earlier-invocation')),
    async ({ durable }) => {
      const { fn, invocation } = await durable.begin();
      const old = invocation.token;
      await invocation.crashes();
      const second = await fn.next();
      expect(second.token).not.toBe(old);
      expect(await second.checkpoint([], { token: old })).toFailWith(BAD_TOKEN);
      expect(await second.checkpoint([])).toSucceed();
    },
  );

  test('is that of its execution only', cited(behaviour('token-of-another-execution')), async ({ durable }) => {
    const one = await durable.begin();
    const other = await durable.beginOn(one.fn);
    expect(await one.invocation.checkpoint([], { token: other.invocation.token })).toFailWith(BAD_TOKEN);
    expect(await one.invocation.checkpoint([])).toSucceed();
    expect(await other.invocation.checkpoint([])).toSucceed();
  });

  test('can not be made up', cited(behaviour('made-up-token')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    const made = `${Buffer.from('a token that nobody gave').toString('base64')}`;
    expect(await invocation.checkpoint([step('a', 'START')], { token: made })).toFailWith(BAD_TOKEN);
    expect(await invocation.checkpoint([step('a', 'START')])).toSucceed();
  });

  test('is of no use once the execution has succeeded', cited(behaviour('closed-execution')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.checkpoint([])).toSucceed();
    await invocation.succeeds('done');
    await durable.finish(arn);
    expect(await invocation.checkpoint([step('late', 'START')])).toFailWith(BAD_TOKEN);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'InvocationCompleted', 'ExecutionSucceeded']);
  });

  test('is of no use once the execution has failed', cited(behaviour('closed-execution')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.checkpoint([])).toSucceed();
    await invocation.fails();
    await durable.finish(arn);
    expect(await invocation.checkpoint([step('late', 'START')])).toFailWith(BAD_TOKEN);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'InvocationCompleted', 'ExecutionFailed']);
  });

  test(
    'does not help for an execution that does not exist',
    cited('CheckpointDurableExecution/error/InvalidParameterValueException', behaviour('unknown-execution')),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      expect(await invocation.checkpoint([], { arn: unknownArn(arn) })).toFailWith('InvalidParameterValueException');
      expect(await invocation.checkpoint([])).toSucceed();
    },
  );
});

describe('a ClientToken', () => {
  test('gets the same answer again', cited(behaviour('client-token-repeats-the-answer')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const { token } = invocation;
    const updates = [callback('c'), step('s', 'START')];
    const first = await invocation.checkpoint(updates, { clientToken: 'once' });
    const again = await invocation.checkpoint(updates, { clientToken: 'once', token });
    expect(again.output).toEqual(first.output);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'CallbackStarted', 'StepStarted']);
    expect(await invocation.checkpoint([step('s', 'SUCCEED')])).toSucceed();
  });

  test(
    'that is another one does not make a used token good',
    cited(behaviour('other-client-token'), behaviour('consumes-the-token')),
    async ({ durable }) => {
      const { invocation } = await durable.begin();
      const { token } = invocation;
      expect(await invocation.checkpoint([step('s', 'START')], { clientToken: 'one' })).toSucceed();
      expect(await invocation.checkpoint([step('s', 'START')], { clientToken: 'two', token })).toFailWith(BAD_TOKEN);
      expect(await invocation.checkpoint([], { clientToken: 'two' })).toSucceed();
    },
  );

  test(
    'does not bring back what came before the last checkpoint',
    cited(behaviour('consumes-the-token')),
    async ({ durable }) => {
      const { arn, invocation } = await durable.begin();
      await invocation.checkpoint([step('a', 'START')], { clientToken: 'one' });
      await invocation.checkpoint([step('b', 'START')], { clientToken: 'two' });
      const events = await durable.eventTypes(arn);
      expect(events).toEqual(['ExecutionStarted', 'StepStarted', 'StepStarted']);
    },
  );
});

describe('the answer to a checkpoint', () => {
  test('holds what it has changed', cited(behaviour('tells-what-changed')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    const told = await invocation.update(step('s', 'START', { Name: 'pay' }), wait('w', 30));
    const told2 = await invocation.update(step('s', 'SUCCEED', { Payload: '{"paid":true}' }));
    const step1 = told.find(({ Id }) => Id === 's');
    expect({ Type: step1?.Type, Status: step1?.Status, Name: step1?.Name }).toEqual({
      Type: 'STEP',
      Status: 'STARTED',
      Name: 'pay',
    });
    expect(told.find(({ Id }) => Id === 'w')?.Status).toBe('STARTED');
    const step2 = told2.find(({ Id }) => Id === 's');
    expect({ Status: step2?.Status, Result: step2?.StepDetails?.Result }).toEqual({
      Status: 'SUCCEEDED',
      Result: '{"paid":true}',
    });
  });

  test(
    'holds what was closed from outside meanwhile',
    cited(behaviour('tells-what-happened')),
    async ({ durable, lambda }) => {
      const { invocation } = await durable.begin();
      const told = await invocation.update(callback('c'));
      const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId;
      await lambda.call('SendDurableExecutionCallbackSuccess', { CallbackId, Result: '"yes"' });
      const news = await invocation.update();
      const answered = news.find(({ Id }) => Id === 'c');
      expect({ Status: answered?.Status, Result: answered?.CallbackDetails?.Result }).toEqual({
        Status: 'SUCCEEDED',
        Result: '"yes"',
      });
    },
  );

  test('holds the id of a callback that it started', cited(behaviour('tells-the-callback-id')), async ({ durable }) => {
    const { invocation } = await durable.begin();
    const told = await invocation.update(callback('c'), callback('d'));
    for (const id of ['c', 'd']) {
      const CallbackId = told.find(({ Id }) => Id === id)?.CallbackDetails?.CallbackId ?? '';
      expect(CallbackId).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
    }
  });

  test(
    'has no token when it ended the execution',
    cited(behaviour('last-answer-has-no-token')),
    async ({ durable }) => {
      const { invocation } = await durable.begin();
      expect((await invocation.checkpoint([])).output.CheckpointToken).toBeTypeOf('string');
      const last = await invocation.checkpoint([execution('SUCCEED', { Payload: '1' })]);
      expect(last.output.CheckpointToken).toBeUndefined();
    },
  );
});

describe('a batch', () => {
  test('may be empty, and leaves no event', cited(behaviour('empty-is-accepted')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(await invocation.checkpoint([])).toSucceed();
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted']);
    expect(await invocation.checkpoint([step('s', 'START')])).toSucceed();
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted']);
  });

  test('is applied as a whole or not at all', cited(behaviour('all-or-nothing')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const good = [step('a', 'START'), wait('w', 5), context('x', 'START')];
    expect(await invocation.checkpoint([...good, step('b', 'CANCEL')])).toFailWith('InvalidParameterValueException');
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted']);
    expect(await invocation.checkpoint(good)).toSucceed();
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted', 'WaitStarted', 'ContextStarted']);
  });

  test('leaves its events in its order', cited(behaviour('in-order')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const ids = ['c', 'a', 'e', 'b', 'd'];
    await invocation.update(...ids.map((id) => step(id, 'START')));
    expect((await durable.history(arn)).slice(1).map(({ Id }) => Id)).toEqual(ids);
  });

  test('of two hundred and fifty updates is accepted', cited(behaviour('in-order')), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    const ids = Array.from({ length: 250 }, (_, n) => `s${n}`);
    await invocation.update(...ids.map((id) => step(id, 'SUCCEED', { Payload: '1' })));
    expect((await durable.history(arn)).slice(1).map(({ Id }) => Id)).toEqual(ids);
  });
});
