import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type Json, type VirtualClock } from '../../../engine/index.js';

const roleArn = 'arn:aws:iam::123456789012:role/engine';
const passing = (comment: string) =>
  JSON.stringify({ Comment: comment, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
const definition = passing('0');

let engine: Engine<VirtualClock>;
beforeEach(() => {
  engine = createEngine();
});

const create = (more: Record<string, Json> = {}) =>
  engine.call('CreateStateMachine', { name: 'm', roleArn, definition, ...more });
const refusal = (name: string, message?: string) => (message === undefined ? { name } : { name, message });
const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';

describe('a state machine', () => {
  test('is created, described as given, listed, and deleted', async () => {
    const created = await create();
    expect(created.stateMachineArn).toBe(arn);
    expect(await engine.call('DescribeStateMachine', { stateMachineArn: arn })).toEqual({
      stateMachineArn: arn,
      name: 'm',
      status: 'ACTIVE',
      definition,
      roleArn,
      type: 'STANDARD',
      creationDate: created.creationDate,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect((await engine.call('ListStateMachines')).stateMachines).toEqual([
      { stateMachineArn: arn, name: 'm', type: 'STANDARD', creationDate: created.creationDate },
    ]);
    expect(await engine.call('DeleteStateMachine', { stateMachineArn: arn })).toEqual({});
    expect((await engine.call('ListStateMachines')).stateMachines).toEqual([]);
    await expect(engine.call('DescribeStateMachine', { stateMachineArn: arn })).rejects.toMatchObject(
      refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
    );
    expect(await engine.call('DeleteStateMachine', { stateMachineArn: arn })).toEqual({});
  });

  test('is created once: role and tags may differ, nothing else', async () => {
    const created = await create();
    expect(await create()).toEqual(created);
    expect(await create({ roleArn: `${roleArn}2`, tags: [{ key: 'k', value: 'v' }] })).toEqual(created);
    const others: Record<string, Json>[] = [
      { definition: passing('1') },
      { definition: `${definition} ` },
      { type: 'EXPRESS' },
      { tracingConfiguration: { enabled: true } },
      { publish: true },
    ];
    for (const other of others) {
      await expect(create(other)).rejects.toMatchObject(
        refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
      );
    }
    expect((await engine.call('ListTagsForResource', { resourceArn: arn })).tags).toEqual([]);
  });

  test.each<[Record<string, Json>, string, RegExp]>([
    [{ name: 'a b' }, 'InvalidName', /^Invalid Name: 'a b'$/],
    [{ roleArn: 'role' }, 'InvalidArn', /^Invalid Arn: 'Invalid ARN prefix: role'$/],
    [{ roleArn: 'arn:aws:s3:::bucket' }, 'InvalidArn', /^Invalid Role Arn: /],
    [{ definition: '{' }, 'InvalidDefinition', /^Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: /],
    [{ definition: '{}' }, 'InvalidDefinition', /SCHEMA_VALIDATION_FAILED: .*StartAt/],
    [{ versionDescription: 'v' }, 'ValidationException', /^Version description can only be set when publish is true$/],
    [{ loggingConfiguration: { level: 'ALL' } }, 'InvalidLoggingConfiguration', /exactly one Log Destination/],
    [{ encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } }, 'InvalidEncryptionConfiguration', /kmsKeyId/],
  ])('is refused with %j: %s', async (more, name, message) => {
    await expect(create(more)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect((await engine.call('ListStateMachines')).stateMachines).toEqual([]);
  });

  test('is DELETING while an execution of it is open', async () => {
    const waiting = JSON.stringify({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 9, Next: 'P' }, P: { Type: 'Pass', End: true } },
    });
    await create({ definition: waiting });
    const { executionArn } = await engine.call('StartExecution', { stateMachineArn: arn });
    await engine.call('DeleteStateMachine', { stateMachineArn: arn });
    expect(await engine.call('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({ status: 'DELETING' });
    expect((await engine.call('ListStateMachines')).stateMachines).toEqual([]);
    expect(await engine.call('DescribeExecution', { executionArn: executionArn as string })).toMatchObject({
      status: 'RUNNING',
    });
    for (const operation of ['StartExecution', 'UpdateStateMachine', 'PublishStateMachineVersion']) {
      await expect(
        engine.call(operation, { stateMachineArn: arn, ...(operation[0] === 'U' ? { roleArn } : {}) }),
      ).rejects.toMatchObject(refusal('StateMachineDeleting'));
    }
    await expect(create({ definition: waiting })).rejects.toMatchObject(refusal('StateMachineDeleting'));
    const { execution } = engine.account().execution(executionArn) ?? {};
    engine.clock.advance(9_000);
    expect(execution?.status).toBe('ABORTED');
    expect(execution?.history.page(0, 9).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionAborted',
    ]);
    await expect(engine.call('DescribeStateMachine', { stateMachineArn: arn })).rejects.toMatchObject(
      refusal('StateMachineDoesNotExist'),
    );
    await create({ definition: waiting });
  });

  test('is updated into revisions; an update to the same makes none', async () => {
    await create();
    const update = (more: Record<string, Json>) => engine.call('UpdateStateMachine', { stateMachineArn: arn, ...more });
    const { revisionId } = await update({ definition: passing('1') });
    expect(revisionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await engine.call('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({
      revisionId,
      definition: passing('1'),
    });
    expect((await update({ definition: passing('1'), roleArn })).revisionId).toBeUndefined();
    await expect(update({})).rejects.toMatchObject(refusal('MissingRequiredParameter'));
    await expect(update({ definition: '{}' })).rejects.toMatchObject(refusal('InvalidDefinition'));
  });
});

describe('versions', () => {
  const publish = (more: Record<string, Json> = {}) =>
    engine.call('PublishStateMachineVersion', { stateMachineArn: arn, ...more });
  const update = (comment: string) =>
    engine.call('UpdateStateMachine', { stateMachineArn: arn, definition: passing(comment), publish: true });

  test('are numbered, never again with the same number, and one for a revision', async () => {
    await create({ publish: true, versionDescription: 'first' });
    expect(await publish()).toMatchObject({ stateMachineVersionArn: `${arn}:1` });
    expect(await update('1')).toMatchObject({ stateMachineVersionArn: `${arn}:2` });
    await engine.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:2` });
    expect(await engine.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:2` })).toEqual({});
    expect(await update('2')).toMatchObject({ stateMachineVersionArn: `${arn}:3` });
    const { stateMachineVersions } = await engine.call('ListStateMachineVersions', { stateMachineArn: arn });
    expect(
      (stateMachineVersions as Json[]).map(
        (version) => (version as { stateMachineVersionArn: string }).stateMachineVersionArn,
      ),
    ).toEqual([`${arn}:3`, `${arn}:1`]);
    expect(await engine.call('DescribeStateMachine', { stateMachineArn: `${arn}:1` })).toMatchObject({
      stateMachineArn: `${arn}:1`,
      name: 'm',
      definition,
      description: 'first',
    });
    expect((await engine.call('DescribeStateMachine', { stateMachineArn: arn })).description).toBeUndefined();
  });

  test('are published only of the revision that the caller means', async () => {
    await create();
    await expect(publish({ revisionId: 'x' })).rejects.toMatchObject(refusal('ConflictException'));
    const { revisionId } = await engine.call('UpdateStateMachine', { stateMachineArn: arn, definition: passing('1') });
    expect(await publish({ revisionId: revisionId as string })).toMatchObject({ stateMachineVersionArn: `${arn}:1` });
  });
});

describe('aliases', () => {
  const routes = (...weights: [number, number][]) =>
    weights.map(([version, weight]) => ({ stateMachineVersionArn: `${arn}:${version}`, weight }));
  const alias = (name: string, routingConfiguration: Json, more: Record<string, Json> = {}) =>
    engine.call('CreateStateMachineAlias', { name, routingConfiguration, ...more });

  beforeEach(async () => {
    await create({ publish: true });
    await engine.call('UpdateStateMachine', { stateMachineArn: arn, definition: passing('1'), publish: true });
  });

  test('are created once, described, updated, listed and deleted', async () => {
    const created = await alias('live', routes([1, 100]), { description: 'd' });
    expect(created.stateMachineAliasArn).toBe(`${arn}:live`);
    expect(await alias('live', routes([1, 100]), { description: 'd' })).toEqual(created);
    await expect(alias('live', routes([2, 100]))).rejects.toMatchObject(
      refusal(
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      ),
    );
    engine.clock.advance(1000);
    const stateMachineAliasArn = `${arn}:live`;
    const { updateDate } = await engine.call('UpdateStateMachineAlias', {
      stateMachineAliasArn,
      routingConfiguration: routes([1, 50], [2, 50]),
    });
    expect(await engine.call('DescribeStateMachineAlias', { stateMachineAliasArn })).toEqual({
      stateMachineAliasArn,
      name: 'live',
      description: 'd',
      routingConfiguration: routes([1, 50], [2, 50]),
      creationDate: created.creationDate,
      updateDate,
    });
    await expect(
      engine.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${arn}:2` }),
    ).rejects.toMatchObject(refusal('ConflictException'));
    const list = async (stateMachineArn: string) =>
      ((await engine.call('ListStateMachineAliases', { stateMachineArn })).stateMachineAliases as Json[]).length;
    expect([await list(arn), await list(`${arn}:2`)]).toEqual([1, 1]);
    await engine.call('DeleteStateMachineAlias', { stateMachineAliasArn });
    expect(await list(arn)).toBe(0);
    await expect(engine.call('DescribeStateMachineAlias', { stateMachineAliasArn })).rejects.toMatchObject(
      refusal('ResourceNotFound'),
    );
  });

  test.each<[Json, string]>([
    [
      [{ stateMachineVersionArn: arn, weight: 100 }],
      `Routing configuration must contain state machine version ARNs. Received: [${arn}]`,
    ],
    [
      routes([1, 50], [1, 50]),
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arn}:1, ${arn}:1]`,
    ],
    [routes([1, 70], [2, 29]), 'Sum of routing configuration weights must equal 100. Received: [70, 29]'],
  ])('refuse the routes %j', async (configuration, message) => {
    await expect(alias('live', configuration)).rejects.toMatchObject(refusal('ValidationException', message));
  });

  test('route executions by their weights', async () => {
    await alias('live', routes([1, 90], [2, 10]));
    const count = { 1: 0, 2: 0 };
    for (let run = 0; run < 1000; run++) {
      const { executionArn } = await engine.call('StartExecution', { stateMachineArn: `${arn}:live` });
      const description = await engine.call('DescribeExecution', { executionArn: executionArn as string });
      expect(description).toMatchObject({ stateMachineArn: arn, stateMachineAliasArn: `${arn}:live` });
      count[String(description.stateMachineVersionArn).endsWith(':1') ? 1 : 2]++;
    }
    expect(count[2]).toBeGreaterThan(60);
    expect(count[2]).toBeLessThan(140);
  });
});

describe('tags', () => {
  test('have one value a key, and belong to machines and activities', async () => {
    await create({ tags: [{ key: 'a', value: '1' }] });
    await engine.call('TagResource', {
      resourceArn: arn,
      tags: [
        { key: 'b', value: '' },
        { key: 'a', value: '2' },
      ],
    });
    expect((await engine.call('ListTagsForResource', { resourceArn: arn })).tags).toEqual([
      { key: 'a', value: '2' },
      { key: 'b', value: '' },
    ]);
    await engine.call('UntagResource', { resourceArn: arn, tagKeys: ['a', 'nothing'] });
    expect((await engine.call('ListTagsForResource', { resourceArn: arn })).tags).toEqual([{ key: 'b', value: '' }]);
    for (const resourceArn of [`${arn}:1`, arn.replace(/m$/, 'n')]) {
      await expect(engine.call('TagResource', { resourceArn, tags: [] })).rejects.toMatchObject(
        refusal('ResourceNotFound', `Resource not found: '${resourceArn}'`),
      );
    }
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
    await expect(engine.call('TagResource', { resourceArn: arn, tags })).rejects.toMatchObject(refusal('TooManyTags'));
  });
});
