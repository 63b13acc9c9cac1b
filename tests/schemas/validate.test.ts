import { describe, expect, test } from 'vitest';
import { loadValidators } from '../../schemas/validate.js';
import { editions, loadSpec, UnknownEditionError } from '../../specs/load.js';

const old = await loadValidators('sfn', '2017-03-30');
const current = await loadValidators('sfn', 'current');
const durable = await loadValidators('durable', '2025-12-01');

describe('what a validator says', () => {
  test('nothing, of a valid value', () => {
    expect(current.response('StartExecution')({ executionArn: 'arn:x', startDate: 1525283875.58 })).toEqual([]);
  });

  test('where, which keyword and which limit', () => {
    expect(current.request('ListActivities')({ maxResults: 1001, nextToken: '' })).toEqual([
      { path: '/maxResults', keyword: 'maximum', message: 'must be <= 1000', limit: 1000 },
      { path: '/nextToken', keyword: 'minLength', message: 'must NOT have fewer than 1 characters', limit: 1 },
    ]);
  });

  test('where a missing member belongs', () => {
    expect(current.response('GetExecutionHistory')({ events: [{ id: 1, timestamp: 1 }] })).toEqual([
      { path: '/events/0/type', keyword: 'required', message: 'is missing' },
    ]);
  });

  test('the values of an enumeration while they can be read', () => {
    const [status] = old.response('DescribeStateMachine')({ ...machine, status: 'GONE' });
    expect(status).toEqual({ path: '/status', keyword: 'enum', message: 'must be one of ACTIVE, DELETING' });
    const [type] = old.dataType('HistoryEvent')({ id: 1, timestamp: 1, type: 'MapRunStarted' });
    expect(type?.message).toBe('must be one of the 31 values that the edition lists');
  });
});

const machine = {
  creationDate: 1,
  definition: '{}',
  name: 'a',
  roleArn: 'arn:x',
  stateMachineArn: 'arn:y',
  type: 'STANDARD',
};

describe('what the schemas hold', () => {
  test('a timestamp is a number of seconds (A05)', () => {
    expect(current.response('StopExecution')({ stopDate: 1.25 })).toEqual([]);
    expect(current.response('StopExecution')({ stopDate: '2017-03-30T00:00:00Z' })).toMatchObject([
      { keyword: 'type' },
    ]);
  });

  test('an empty success is no body or an empty object (A03)', () => {
    for (const validators of [old, current]) {
      expect(validators.response('DeleteActivity')(undefined)).toEqual([]);
      expect(validators.response('DeleteActivity')({})).toEqual([]);
      expect(validators.response('DeleteActivity')({ activityArn: 'arn:x' })).toMatchObject([
        { keyword: 'maxProperties' },
      ]);
      expect(validators.response('DeleteActivity')([])).toMatchObject([{ keyword: 'type' }]);
    }
  });

  test('a poll without a task may be empty in three ways (A02)', () => {
    for (const validators of [old, current]) {
      for (const value of [undefined, {}, { taskToken: null }, { taskToken: '', input: null }]) {
        expect(validators.response('GetActivityTask')(value)).toEqual([]);
      }
      expect(validators.response('GetActivityTask')({ taskToken: 1 })).toMatchObject([
        { path: '/taskToken', keyword: 'type' },
      ]);
    }
  });

  test('a null elsewhere is not absence', () => {
    expect(current.response('DescribeStateMachine')({ ...machine, status: null })).toEqual([
      { path: '/status', keyword: 'type', message: 'must be string' },
    ]);
  });

  test('responses have the members that the models require (A04)', () => {
    expect(old.response('CreateActivity')({})).toMatchObject([{ path: '/activityArn' }, { path: '/creationDate' }]);
    const { type: _type, ...before } = machine;
    expect(old.response('DescribeStateMachine')(before)).toEqual([]);
    expect(current.response('DescribeStateMachine')(before)).toMatchObject([{ path: '/type', keyword: 'required' }]);
  });

  test('members that the edition does not know are allowed', () => {
    expect(old.response('DescribeStateMachine')({ ...machine, brandNew: { deep: [1] } })).toEqual([]);
  });

  test('lengths are counted in characters, not in UTF-16 units', () => {
    expect(old.request('CreateActivity')({ name: '\u{1F411}'.repeat(80) })).toEqual([]);
    expect(old.request('CreateActivity')({ name: '\u{1F411}'.repeat(81) })).toMatchObject([
      { keyword: 'maxLength', limit: 80 },
    ]);
  });

  test('errors have a message in either spelling', () => {
    const refusal = current.error('InvalidArn');
    expect(refusal({ __type: 'x#InvalidArn', message: 'm' })).toEqual([]);
    expect(refusal({ __type: 'x#InvalidArn', Message: 'm' })).toEqual([]);
    expect(refusal({ message: 1 })).toMatchObject([{ path: '/message', keyword: 'type' }]);
    expect(old.error('Throttling')({})).toEqual([]);
  });

  test('a durable ARN must match from end to end (L05)', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f:1/durable-execution/name/id';
    const stop = durable.request('StopDurableExecution');
    expect(stop({ DurableExecutionArn: arn, ErrorMessage: 'm', StackTrace: ['a'] })).toEqual([]);
    expect(stop({ DurableExecutionArn: `x${arn}` })).toMatchObject([
      { path: '/DurableExecutionArn', keyword: 'pattern' },
    ]);
    expect(durable.response('StopDurableExecution')({})).toMatchObject([
      { path: '/StopTimestamp', keyword: 'required' },
    ]);
  });
});

describe('names', () => {
  test.each(editions())(
    'every operation, data type and error of $service $edition has validators',
    async ({ service, edition }) => {
      const validators = await loadValidators(service, edition);
      const spec = loadSpec(service, edition);
      for (const name of Object.keys(spec.operations)) {
        expect(validators.request(name)).toBeTypeOf('function');
        expect(validators.response(name)).toBeTypeOf('function');
      }
      for (const name of Object.keys(spec.dataTypes)) expect(validators.has('dataType', name)).toBe(true);
      for (const name of Object.keys(spec.errors)) expect(validators.has('error', name)).toBe(true);
    },
  );

  test('unknown ones are said so', async () => {
    expect(() => old.request('TestState')).toThrow(
      'The edition 2017-03-30 of sfn has no request schema for TestState.',
    );
    await expect(loadValidators('sfn', '2099-01-01')).rejects.toThrow(UnknownEditionError);
  });
});
