import { describe, expect, test } from 'vitest';
import { Bench, wait } from './scripted.js';

const Role = 'arn:aws:iam::123456789012:role/lambda';
const Code = { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' };
const PLACE = 'arn:aws:lambda:us-east-1:123456789012:function';

const definition = (FunctionName: string, more: object = {}) => ({
  FunctionName,
  Role,
  Code,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  ...more,
});

async function created(DurableConfig: object | undefined = { ExecutionTimeout: 600, RetentionPeriodInDays: 3 }) {
  const bench = new Bench();
  bench.service.register('made', { handler: bench.fn.handler });
  const configuration = await bench.service.call(
    'CreateFunction',
    definition('made', DurableConfig && { DurableConfig }),
  );
  return { bench, configuration };
}

describe('CreateFunction', () => {
  test('echoes what it was told, DurableConfig among it', async () => {
    const { configuration } = await created();
    expect(configuration).toMatchObject({
      FunctionName: 'made',
      FunctionArn: `${PLACE}:made`,
      Version: '$LATEST',
      Role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 3,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      DurableConfig: { ExecutionTimeout: 600, RetentionPeriodInDays: 3 },
    });
    expect(configuration).not.toHaveProperty('Code');
  });

  test('without DurableConfig the function is plain', async () => {
    const bench = new Bench();
    const configuration = await bench.service.call('CreateFunction', definition('plain'));
    expect(configuration).not.toHaveProperty('DurableConfig');
    await expect(
      bench.service.call('Invoke', { FunctionName: 'plain:$LATEST', DurableExecutionName: 'x' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  test('a name that exists is a conflict', async () => {
    const { bench } = await created();
    await expect(bench.service.call('CreateFunction', definition('made'))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      status: 409,
    });
  });

  test.each([
    [{ ExecutionTimeout: 0 }, 'durableConfig.executionTimeout'],
    [{ ExecutionTimeout: 31_622_401 }, 'durableConfig.executionTimeout'],
    [{ RetentionPeriodInDays: 0 }, 'durableConfig.retentionPeriodInDays'],
    [{ RetentionPeriodInDays: 91 }, 'durableConfig.retentionPeriodInDays'],
  ])('%o is out of range', async (DurableConfig, path) => {
    const bench = new Bench();
    await expect(bench.service.call('CreateFunction', definition('f', { DurableConfig }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`at '${path}'`),
    });
    for (const boundary of [{ ExecutionTimeout: 1 }, { ExecutionTimeout: 31_622_400 }, { RetentionPeriodInDays: 90 }]) {
      const name = `f-${Object.values(boundary)[0]}`;
      await bench.service.call('CreateFunction', definition(name, { DurableConfig: boundary }));
    }
  });

  test('members that are missing are named together', async () => {
    const bench = new Bench();
    const nothing = { FunctionName: 'f' } as Parameters<typeof bench.service.call<'CreateFunction'>>[1];
    await expect(bench.service.call('CreateFunction', nothing)).rejects.toMatchObject({
      message: expect.stringMatching(/^2 validation errors detected: Value null at '(code|role)'.*; Value null at/),
    });
  });
});

describe('versions and aliases', () => {
  test('an execution runs on the version that its alias means when it starts', async () => {
    const { bench } = await created();
    expect(await bench.service.call('PublishVersion', { FunctionName: 'made' })).toMatchObject({
      Version: '1',
      FunctionArn: `${PLACE}:made:1`,
      DurableConfig: { ExecutionTimeout: 600 },
    });
    await bench.service.call('CreateAlias', { FunctionName: 'made', Name: 'live', FunctionVersion: '1' });
    const answer = await bench.service.call('Invoke', {
      FunctionName: 'made',
      Qualifier: 'live',
      InvocationType: 'Event',
      DurableExecutionName: 'x',
    });
    expect(answer).toMatchObject({
      ExecutedVersion: '1',
      DurableExecutionArn: expect.stringContaining(':made:1/durable-execution/x/'),
    });
    const invocation = await bench.fn.next();
    expect(invocation.context).toMatchObject({ functionVersion: '1', invokedFunctionArn: `${PLACE}:made:1` });
    expect(await bench.execution(answer.DurableExecutionArn!)).toMatchObject({
      Version: '1',
      FunctionArn: `${PLACE}:made:1`,
    });
    const list = (Qualifier: string) =>
      bench.service.call('ListDurableExecutionsByFunction', { FunctionName: 'made', Qualifier });
    expect((await list('live')).DurableExecutions).toHaveLength(1);
    expect((await list('1')).DurableExecutions).toHaveLength(1);
    expect((await list('$LATEST')).DurableExecutions).toHaveLength(0);
    await expect(list('2')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('a version is published once for one configuration', async () => {
    const { bench } = await created();
    const publish = () => bench.service.call('PublishVersion', { FunctionName: 'made' });
    expect((await publish()).Version).toBe('1');
    expect((await publish()).Version).toBe('1');
    await bench.service.call('UpdateFunctionConfiguration', { FunctionName: 'made', Timeout: 60 });
    expect(await publish()).toMatchObject({ Version: '2', Timeout: 60 });
    const get = (Qualifier: string) =>
      bench.service.call('GetFunctionConfiguration', { FunctionName: 'made', Qualifier });
    expect(await get('1')).toMatchObject({ Version: '1', Timeout: 3 });
  });

  test('a name is held across versions', async () => {
    const { bench } = await created();
    await bench.service.call('PublishVersion', { FunctionName: 'made' });
    const call = { FunctionName: 'made', InvocationType: 'Event', DurableExecutionName: 'x' } as const;
    await bench.service.call('Invoke', { ...call, Qualifier: '1' });
    await expect(bench.service.call('Invoke', { ...call, Qualifier: '$LATEST' })).rejects.toMatchObject({
      name: 'DurableExecutionAlreadyStartedException',
    });
  });

  test.each(['7', 'nobody'])('there is no %s', async (Qualifier) => {
    const { bench } = await created();
    for (const operation of ['GetFunctionConfiguration', 'Invoke'] as const) {
      await expect(bench.service.call(operation, { FunctionName: 'made', Qualifier })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `Function not found: ${PLACE}:made:${Qualifier}`,
      });
    }
  });

  test('every form of a reference means the same function', async () => {
    const { bench } = await created();
    for (const FunctionName of [
      'made',
      'made:$LATEST',
      'function:made',
      '123456789012:function:made',
      `${PLACE}:made`,
      `${PLACE}:made:$LATEST`,
    ]) {
      expect(await bench.service.call('GetFunctionConfiguration', { FunctionName })).toMatchObject({
        FunctionName: 'made',
      });
    }
    await expect(
      bench.service.call('GetFunctionConfiguration', { FunctionName: 'made:1', Qualifier: '2' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    await expect(
      bench.service.call('GetFunctionConfiguration', { FunctionName: PLACE.replace('1234', '9999').concat(':made') }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('UpdateFunctionConfiguration', () => {
  test('changes the values of a durable function for the executions that start afterwards', async () => {
    const { bench } = await created({ ExecutionTimeout: 100 });
    const call = { FunctionName: 'made:$LATEST', InvocationType: 'Event' } as const;
    const before = await bench.service.call('Invoke', call);
    await bench.service.call('UpdateFunctionConfiguration', {
      FunctionName: 'made',
      DurableConfig: { ExecutionTimeout: 200 },
    });
    const after = await bench.service.call('Invoke', call);
    expect((await bench.execution(before.DurableExecutionArn!)).DurableConfig).toEqual({ ExecutionTimeout: 100 });
    expect((await bench.execution(after.DurableExecutionArn!)).DurableConfig).toEqual({ ExecutionTimeout: 200 });
  });

  test('makes no plain function durable', async () => {
    const bench = new Bench();
    await bench.service.call('CreateFunction', definition('plain'));
    await expect(
      bench.service.call('UpdateFunctionConfiguration', {
        FunctionName: 'plain',
        DurableConfig: { ExecutionTimeout: 5 },
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('DeleteFunction', () => {
  test('takes the function away; its executions can still be read', async () => {
    const { bench } = await created();
    const { DurableExecutionArn: arn } = await bench.service.call('Invoke', {
      FunctionName: 'made:$LATEST',
      InvocationType: 'Event',
    });
    const invocation = await bench.fn.next();
    await invocation.checkpoint(wait('w', 1));
    expect(await bench.service.call('DeleteFunction', { FunctionName: 'made' })).toEqual({ StatusCode: 204 });
    for (const operation of ['GetFunctionConfiguration', 'DeleteFunction', 'PublishVersion', 'Invoke'] as const) {
      await expect(bench.service.call(operation, { FunctionName: 'made' })).rejects.toMatchObject({ status: 404 });
    }
    expect((await bench.execution(arn!)).Status).toBe('RUNNING');
  });

  test('of a version leaves the function', async () => {
    const { bench } = await created();
    await bench.service.call('PublishVersion', { FunctionName: 'made' });
    await bench.service.call('DeleteFunction', { FunctionName: 'made', Qualifier: '1' });
    await expect(
      bench.service.call('GetFunctionConfiguration', { FunctionName: 'made', Qualifier: '1' }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await bench.service.call('GetFunctionConfiguration', { FunctionName: 'made' })).toHaveProperty(
      'Version',
      '$LATEST',
    );
  });
});
