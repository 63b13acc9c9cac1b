import { describe, expect, test } from 'vitest';
import type { Json } from '../../../engine/asl/doc.js';
import { enumOrder } from '../../../engine/service/constraint.js';
import type { ServiceError } from '../../../engine/service/error.js';
import { requestReader } from '../../../engine/service/request.js';
import { loadSpec } from '../../../specs/load.js';

function refusalOf(operation: string, body: Json, edition = 'current'): { type: string; message: string } | undefined {
  const spec = loadSpec('sfn', edition);
  const read = requestReader(spec.operations[operation]?.request.members ?? {}, spec);
  try {
    read(body);
    return undefined;
  } catch (thrown) {
    const { type, message } = thrown as ServiceError;
    return { type, message };
  }
}

const violation = (detail: string) => ({
  type: 'com.amazon.coral.validate#ValidationException',
  message: `1 validation error detected: ${detail}`,
});
const mistyped = { type: 'com.amazon.coral.service#SerializationException' };

describe('the constraints of requests', () => {
  test('are reported in the sentence that was recorded', () => {
    expect(refusalOf('ListStateMachines', { maxResults: 1001 })).toEqual(
      violation(
        "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
      ),
    );
    expect(refusalOf('ListStateMachines', { nextToken: '' })).toEqual(
      violation(
        "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    );
    expect(refusalOf('DescribeExecution', {})).toEqual(
      violation("Value null at 'executionArn' failed to satisfy constraint: Member must not be null"),
    );
  });

  test('list an enum in the order that was recorded', () => {
    const message =
      "Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]";
    expect(refusalOf('ListExecutions', { stateMachineArn: 'x', statusFilter: 'succeeded' })).toEqual(
      violation(message),
    );
  });

  test.each([[['B', 'N', 'S']], [['IMPORT', 'UPDATE', 'CREATE']], [['ENABLE', 'DISABLE']]])(
    'the order explains other services too: %j',
    (known) => {
      expect(enumOrder([...known].sort())).toEqual(known);
    },
  );

  test('print structures as Java does, and name the members of lists', () => {
    const route = (version: number, weight: number) => ({ stateMachineVersionArn: `arn:${version}`, weight });
    expect(
      refusalOf('CreateStateMachineAlias', {
        name: 'a',
        routingConfiguration: [route(1, 50), route(2, 30), route(3, 20)],
      }),
    ).toEqual(
      violation(
        "Value '[RoutingConfigurationListItem(stateMachineVersionArn=arn:1, weight=50), RoutingConfigurationListItem(stateMachineVersionArn=arn:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=arn:3, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2",
      ),
    );
    expect(refusalOf('CreateStateMachineAlias', { name: 'a', routingConfiguration: [route(1, 101)] })).toEqual(
      violation(
        "Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
      ),
    );
    expect(refusalOf('CreateStateMachineAlias', { name: 'a', routingConfiguration: [null] })).toEqual(
      violation("Value null at 'routingConfiguration.1.member' failed to satisfy constraint: Member must not be null"),
    );
  });

  test('several at once are counted', () => {
    expect(refusalOf('CreateStateMachine', { name: 'a'.repeat(81) })?.message).toMatch(
      /^3 validation errors detected: Value at 'definition' failed .* null; Value 'a{81}' at 'name' failed .* 80; Value null at 'roleArn' /,
    );
  });

  test('do not repeat sensitive values, and count payloads in bytes', () => {
    const payload = { stateMachineArn: 'x', input: JSON.stringify('é'.repeat(131_072)) };
    expect(refusalOf('StartExecution', payload)).toEqual(
      violation(
        "Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding",
      ),
    );
    expect(refusalOf('StartExecution', { ...payload, input: JSON.stringify('é'.repeat(131_071)) })).toBeUndefined();
  });

  test('are those of the edition', () => {
    const payload = { stateMachineArn: 'x', input: 'x'.repeat(32_769) };
    expect(refusalOf('StartExecution', payload)).toBeUndefined();
    expect(refusalOf('StartExecution', payload, '2017-03-30')?.message).toMatch(/less than or equal to 32768$/);
    expect(refusalOf('ListExecutions', { stateMachineArn: 'x', statusFilter: 'PENDING_REDRIVE' })).toBeUndefined();
    expect(
      refusalOf('ListExecutions', { stateMachineArn: 'x', statusFilter: 'PENDING_REDRIVE' }, '2017-03-30')?.type,
    ).toMatch(/ValidationException$/);
  });

  test('length is counted in characters', () => {
    expect(refusalOf('GetActivityTask', { activityArn: 'x', workerName: '😀'.repeat(80) })).toBeUndefined();
    expect(refusalOf('GetActivityTask', { activityArn: 'x', workerName: '😀'.repeat(81) })).toBeDefined();
  });
});

describe('the types of requests', () => {
  test.each([
    ['ListStateMachines', { maxResults: '5' }],
    ['ListStateMachines', { maxResults: 1.5 }],
    ['ListStateMachines', { maxResults: 2 ** 31 }],
    ['ListStateMachines', { maxResults: [] }],
    ['ListStateMachines', { nextToken: 5 }],
    ['ListStateMachines', { nextToken: true }],
    ['ListStateMachines', { nextToken: {} }],
    ['GetExecutionHistory', { executionArn: 'x', reverseOrder: 'true' }],
    ['CreateActivity', { name: 'x', tags: {} }],
    ['CreateActivity', { name: 'x', tags: 'x' }],
    ['CreateActivity', { name: 'x', tags: ['x'] }],
    ['CreateActivity', { name: 'x', encryptionConfiguration: [] }],
    ['ListStateMachines', []],
    ['ListStateMachines', 5],
    ['ListStateMachines', 'x'],
    ['ListStateMachines', null],
  ])('%s %j is a SerializationException', (operation, body) => {
    expect(refusalOf(operation, body as Json)).toMatchObject(mistyped);
  });

  test('come before constraints', () => {
    expect(refusalOf('GetExecutionHistory', { maxResults: -1, nextToken: 7 })).toMatchObject(mistyped);
  });

  test('null is absent, and what the model does not know is ignored', () => {
    expect(
      refusalOf('ListStateMachines', { maxResults: null, nextToken: null, color: 'blue', __proto__: 1 }),
    ).toBeUndefined();
    expect(
      refusalOf('ListStateMachines', JSON.parse('{"__proto__": {"maxResults": 5000}, "constructor": 1}')),
    ).toBeUndefined();
  });
});
