import {
  type CaseContext,
  describe,
  expect,
  functionRequest,
  type Invocation,
  json,
  test,
} from '../../harness/index.js';
import { cited } from './cited.js';
import { wait } from './updates.js';

const behaviour = (slug: string) => `Invoke/behaviour/${slug}`;
const event = (FunctionName: string, more: Record<string, unknown> = {}) => ({
  FunctionName,
  Qualifier: '$LATEST',
  InvocationType: 'Event',
  Payload: '{}',
  ...more,
});
const waiting = (FunctionName: string, more: Record<string, unknown> = {}) =>
  event(FunctionName, { InvocationType: 'RequestResponse', ...more });

describe('Invoke of type Event', () => {
  test(
    'answers at once, with the ARN',
    cited(behaviour('event-answers-at-once'), behaviour('arn-form')),
    async ({ functions, lambda, durable }) => {
      const fn = await functions.durable();
      const { output, response } = await lambda.call('Invoke', event(fn.name));
      expect(response?.status).toBe(202);
      expect(output.DurableExecutionArn, 'X-Amz-Durable-Execution-Arn').toBeTypeOf('string');
      expect(String(output.DurableExecutionArn)).toContain(`${fn.latest}/durable-execution/`);
      expect(String(output.DurableExecutionArn).split('/').length).toBe(4);
      expect((await durable.describe(output.DurableExecutionArn)).Status).toBe('RUNNING');
      await (await fn.next()).succeeds();
    },
  );

  test('tells the version', cited(behaviour('names-the-version')), async ({ functions, lambda }) => {
    const fn = await functions.durable();
    const { output } = await lambda.call('Invoke', event(fn.name));
    expect(output.ExecutedVersion).toBe('$LATEST');
    const published = await lambda.call('PublishVersion', { FunctionName: fn.name });
    const other = await lambda.call('Invoke', event(fn.name, { Qualifier: published.output.Version }));
    expect(other.output.ExecutedVersion).toBe(published.output.Version);
  });

  test('takes the function by its ARN', cited('wire/arn-label'), async ({ functions, lambda }) => {
    const fn = await functions.durable();
    const request = { FunctionName: fn.latest, InvocationType: 'Event', Payload: '{"by":"ARN"}' };
    const { response } = await lambda.call('Invoke', request);
    expect(response?.status).toBe(202);
    const { operations } = await fn.next();
    expect(operations[0]?.ExecutionDetails?.InputPayload).toEqual(json({ by: 'ARN' }));
  });

  test(
    'takes 256 KB, and not more than 1 MB',
    cited(behaviour('event-payload-limit')),
    async ({ functions, lambda }) => {
      const fn = await functions.durable();
      const large = await lambda.call('Invoke', event(fn.name, { Payload: `"${'a'.repeat(1_100_000)}"` }));
      expect(large).toFailWith([
        'RequestTooLargeException',
        'RequestEntityTooLargeException',
        'InvalidParameterValueException',
      ]);
      expect(await lambda.call('Invoke', event(fn.name, { Payload: `"${'a'.repeat(262_142)}"` }))).toSucceed();
    },
  );

  test(
    'wants JSON',
    cited('Invoke/error/InvalidRequestContentException', behaviour('payload-is-json')),
    async ({ functions, lambda }) => {
      const fn = await functions.durable();
      expect(await lambda.call('Invoke', event(fn.name, { Payload: '{"a":' }))).toFailWith(
        'InvalidRequestContentException',
      );
      expect(await lambda.call('Invoke', event(fn.name, { Payload: '{"a":1}' }))).toSucceed();
    },
  );

  test(
    'wants a function that exists',
    cited('Invoke/error/ResourceNotFoundException', behaviour('unknown-function')),
    async ({ functions, lambda }) => {
      const fn = await functions.durable();
      const published = await lambda.call('PublishVersion', { FunctionName: fn.name });
      expect(await lambda.call('Invoke', event(fn.name, { Qualifier: '77' }))).toFailWith('ResourceNotFoundException');
      expect(await lambda.call('Invoke', event(fn.name, { Qualifier: published.output.Version }))).toSucceed();
    },
  );

  test(
    'wants a version',
    cited('Invoke/error/InvalidParameterValueException', behaviour('unqualified')),
    async ({ functions, lambda }) => {
      const fn = await functions.durable();
      const { Qualifier: _version, ...request } = event(fn.name);
      expect(await lambda.call('Invoke', request)).toFailWith('InvalidParameterValueException');
      expect(await lambda.call('Invoke', event(fn.name))).toSucceed();
    },
  );

  test(
    'wants no durable name for a plain function',
    cited(behaviour('name-on-a-plain-function')),
    async ({ functions, lambda, machines }) => {
      const plain = await functions.plain(() => ({ kind: 'result', payload: 1 }));
      const named = event(plain.name, { DurableExecutionName: machines.freshName() });
      expect(await lambda.call('Invoke', named)).toFailWith('InvalidParameterValueException');
      expect(await lambda.call('Invoke', event(plain.name))).toSucceed();
    },
  );
});

describe('Invoke of type DryRun', () => {
  test('starts nothing', cited(behaviour('dry-run-starts-nothing')), async ({ functions, lambda, clock }) => {
    const fn = await functions.durable();
    const { response } = await lambda.call('Invoke', event(fn.name, { InvocationType: 'DryRun' }));
    expect(response?.status).toBe(204);
    await clock.sleep(2_000);
    const { output } = await lambda.call('ListDurableExecutionsByFunction', {
      FunctionName: fn.name,
      Qualifier: '$LATEST',
    });
    expect(output.DurableExecutions ?? []).toEqual([]);
    expect(fn.invocations.length, 'invocations').toBe(0);
  });
});

describe('Invoke of type RequestResponse', () => {
  test(
    'waits for the end, and answers with the result',
    cited(behaviour('waits-for-the-end')),
    async ({ functions, lambda }) => {
      const fn = await functions.durable();
      const answer = lambda.call('Invoke', waiting(fn.name));
      const first = await fn.next();
      await first.update(wait('w', 100));
      await first.suspends();
      await (await fn.next()).succeeds({ waited: true });
      const { output, response } = await answer;
      expect({ status: response?.status, payload: output.Payload }).toEqual({
        status: 200,
        payload: '{"waited":true}',
      });
      expect(output.DurableExecutionArn).toBe(first.arn);
    },
  );

  test(
    'attaches itself to the running execution of the name',
    cited(behaviour('reattaches')),
    async ({ functions, lambda, durable, machines }) => {
      const fn = await functions.durable();
      const name = machines.freshName();
      const { arn, invocation } = await durable.beginOn(fn, { name });
      const answer = lambda.call('Invoke', waiting(fn.name, { DurableExecutionName: name }));
      await invocation.succeeds('shared');
      const { output } = await answer;
      expect({ arn: output.DurableExecutionArn, payload: output.Payload }).toEqual({ arn, payload: '"shared"' });
      expect(fn.invocations.length, 'invocations').toBe(1);
    },
  );

  test(
    'answers with the result of a closed execution of the name',
    cited(behaviour('stored-result')),
    async ({ functions, lambda, durable, machines }) => {
      const fn = await functions.durable();
      const name = machines.freshName();
      const { arn, invocation } = await durable.beginOn(fn, { name });
      await invocation.succeeds('stored');
      await durable.finish(arn);
      const { output } = await lambda.call('Invoke', waiting(fn.name, { DurableExecutionName: name }));
      expect({ arn: output.DurableExecutionArn, payload: output.Payload }).toEqual({ arn, payload: '"stored"' });
      expect(fn.invocations.length, 'invocations').toBe(1);
    },
  );
});

describe('the name of an execution', () => {
  test('is the one that it is given', cited(behaviour('uses-the-name')), async ({ durable, machines }) => {
    const name = machines.freshName();
    const { arn } = await durable.begin({ name });
    expect((await durable.describe(arn)).DurableExecutionName).toBe(name);
  });

  test('is in its ARN', cited(behaviour('arn-form')), async ({ durable, machines }) => {
    const { arn } = await durable.begin({ name: machines.freshName() });
    const { DurableExecutionName: name, FunctionArn, Version } = await durable.describe(arn);
    expect(arn).toContain(`${FunctionArn.replace(/(:function:[^:]+).*/, '$1')}:${Version}/durable-execution/${name}/`);
  });

  test('is made when none is given', cited(behaviour('makes-a-name')), async ({ durable }) => {
    const { arn, fn } = await durable.begin();
    const other = await durable.beginOn(fn);
    expect(other.arn).not.toBe(arn);
    const names = [await durable.describe(arn), await durable.describe(other.arn)].map(
      ({ DurableExecutionName }) => DurableExecutionName,
    );
    expect(new Set(names).size).toBe(2);
  });

  test(
    'means the running execution, with the same payload',
    cited(behaviour('same-name-same-payload')),
    async ({ durable, machines, clock }) => {
      const name = machines.freshName();
      const { arn, fn } = await durable.begin({ name, input: '{"n":1}' });
      expect(await durable.start(fn, { name, input: '{"n":1}' })).toBe(arn);
      await clock.sleep(2_000);
      expect(fn.invocations.length, 'invocations').toBe(1);
      expect(await durable.start(fn, { name: machines.freshName(), input: '{"n":1}' })).not.toBe(arn);
    },
  );

  const moments: Readonly<Record<string, (invocation: Invocation) => Promise<void>>> = {
    running: async () => {},
    succeeded: async (invocation) => await invocation.succeeds(1),
    failed: async (invocation) => await invocation.fails(),
  };
  for (const [moment, come] of Object.entries(moments)) {
    test(
      `is taken for another payload when its execution has ${moment}`.replace('has running', 'is running'),
      cited('Invoke/error/DurableExecutionAlreadyStartedException', behaviour('same-name-other-payload')),
      async ({ durable, lambda, machines }) => {
        const name = machines.freshName();
        const { fn, arn, invocation } = await durable.begin({ name, input: '{"n":1}' });
        await come(invocation);
        const request = event(fn.name, { DurableExecutionName: name });
        expect(await lambda.call('Invoke', { ...request, Payload: '{"n":2}' })).toFailWith(
          'DurableExecutionAlreadyStartedException',
        );
        const twin = await lambda.call('Invoke', { ...request, Payload: '{"n":1}' });
        expect(twin.output.DurableExecutionArn).toBe(arn);
        expect(fn.invocations.length, 'invocations').toBe(1);
      },
    );
  }

  test(
    'means the closed execution, and nothing runs',
    cited(behaviour('name-of-a-closed-execution')),
    async ({ durable, machines, clock }) => {
      const name = machines.freshName();
      const { fn, arn, invocation } = await durable.begin({ name });
      await invocation.succeeds('once');
      const before = await durable.finish(arn);
      expect(await durable.start(fn, { name })).toBe(arn);
      await clock.sleep(2_000);
      expect(fn.invocations.length, 'invocations').toBe(1);
      expect(await durable.describe(arn)).toEqual(before);
    },
  );
});

describe('the version of an execution', () => {
  test(
    'is the one that it was started with',
    cited(behaviour('version-is-kept'), 'ListDurableExecutionsByFunction/behaviour/by-version'),
    async ({ durable, functions, lambda }) => {
      const fn = await functions.durable();
      const { Version } = (await lambda.call('PublishVersion', { FunctionName: fn.name })).output;
      const { arn, invocation } = await durable.beginOn(fn, { qualifier: Version });
      const latest = await durable.beginOn(fn);
      await invocation.update(wait('w', 5));
      await invocation.suspends();
      const second = await fn.next();
      expect(second.arn).toBe(arn);
      expect((await durable.describe(arn)).Version).toBe(Version);
      const listed = async (Qualifier: string) =>
        (
          await lambda.call('ListDurableExecutionsByFunction', { FunctionName: fn.name, Qualifier })
        ).output.DurableExecutions.map(({ DurableExecutionArn }) => DurableExecutionArn);
      expect(await listed(Version)).toEqual([arn]);
      expect(await listed('$LATEST')).toEqual([latest.arn]);
    },
  );
});

describe('a durable function', () => {
  const CONFIG = { ExecutionTimeout: 120, RetentionPeriodInDays: 3 };
  const create = async ({ functions, lambda, target }: CaseContext, durableConfig: object | null) => {
    const name = await functions.freshName();
    const created = await lambda.call(
      'CreateFunction',
      functionRequest(name, target.accountId, { durableConfig: durableConfig as Record<string, unknown> | null }),
    );
    functions.forget(name);
    return { name, created };
  };

  test('tells its configuration', cited('functions/config-is-echoed'), async (given) => {
    const { name, created } = await create(given, CONFIG);
    expect(created.output.DurableConfig).toMatchObject(CONFIG);
    expect(
      (await given.lambda.call('GetFunctionConfiguration', { FunctionName: name })).output.DurableConfig,
    ).toMatchObject(CONFIG);
    expect((await given.lambda.call('PublishVersion', { FunctionName: name })).output.DurableConfig).toMatchObject(
      CONFIG,
    );
  });

  test('is none without a configuration', cited('functions/plain-has-none'), async (given) => {
    const { name, created } = await create(given, null);
    const twin = await create(given, CONFIG);
    expect(twin.created.output.DurableConfig).toMatchObject(CONFIG);
    expect(created.output.DurableConfig).toBeUndefined();
    const read = (await given.lambda.call('GetFunctionConfiguration', { FunctionName: name })).output;
    expect({ name: read.FunctionName, config: read.DurableConfig }).toEqual({ name, config: undefined });
  });

  test('can have its values changed', cited('functions/config-can-change'), async (given) => {
    const { name } = await create(given, CONFIG);
    const changed = await given.lambda.call('UpdateFunctionConfiguration', {
      FunctionName: name,
      DurableConfig: { ...CONFIG, ExecutionTimeout: 240 },
    });
    expect(changed.output.DurableConfig).toMatchObject({ ...CONFIG, ExecutionTimeout: 240 });
    const read = await given.lambda.call('GetFunctionConfiguration', { FunctionName: name });
    expect(read.output.DurableConfig).toMatchObject({ ...CONFIG, ExecutionTimeout: 240 });
  });

  test('can not be made of a plain one', cited('functions/plain-stays-plain'), async (given) => {
    const { name } = await create(given, null);
    const durable = await create(given, CONFIG);
    const update = (FunctionName: string) =>
      given.lambda.call('UpdateFunctionConfiguration', { FunctionName, DurableConfig: CONFIG });
    expect(await update(name)).toFailWith([
      'InvalidParameterValueException',
      'ValidationException',
      'ResourceConflictException',
    ]);
    expect(await update(durable.name)).toSucceed();
    expect(
      (await given.lambda.call('GetFunctionConfiguration', { FunctionName: name })).output.DurableConfig,
    ).toBeUndefined();
  });

  test(
    'has a name that is taken',
    cited('CreateFunction/error/ResourceConflictException', 'functions/name-is-taken'),
    async (given) => {
      const { name } = await create(given, CONFIG);
      const again = functionRequest(name, given.target.accountId, { durableConfig: CONFIG });
      expect(await given.lambda.call('CreateFunction', again)).toFailWith('ResourceConflictException');
      expect((await create(given, CONFIG)).created).toSucceed();
    },
  );

  test(
    'is not there when it was never created',
    cited('GetFunctionConfiguration/error/ResourceNotFoundException', 'functions/unknown'),
    async (given) => {
      const { name } = await create(given, CONFIG);
      const unknown = await given.functions.freshName();
      expect(await given.lambda.call('GetFunctionConfiguration', { FunctionName: unknown })).toFailWith(
        'ResourceNotFoundException',
      );
      expect(await given.lambda.call('GetFunctionConfiguration', { FunctionName: name })).toSucceed();
    },
  );
});
