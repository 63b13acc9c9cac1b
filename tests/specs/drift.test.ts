import { describe, expect, test } from 'vitest';
import { loadValidators } from '../../schemas/validate.js';
import { type Change, countDrift, driftOf, placeText } from '../../specs/drift.js';
import { effectiveSpec } from '../../specs/effective.js';
import { abridged, type JudgedEdition, witnessOf } from '../../specs/witness.js';

const changes = driftOf('sfn', '2017-03-30', 'current');

async function judged(edition: string): Promise<JudgedEdition> {
  return { spec: effectiveSpec('sfn', edition).spec, validators: await loadValidators('sfn', edition) };
}

function placesOf(side: 'request' | 'response', kinds: readonly Change['kind'][]): string[] {
  const places = changes.flatMap((change) =>
    'steps' in change && change.side === side && kinds.includes(change.kind)
      ? [placeText(change).replace(` ${side} `, '.')]
      : [],
  );
  return [...new Set(places)].sort();
}

describe('from 2017-03-30 to current', () => {
  test('the counts', () => {
    expect(countDrift(changes)).toEqual({
      newOperations: 20,
      removedOperations: 0,
      newRequestMembers: 15,
      newResponseMembers: 60,
      removedMembers: 0,
      newErrorDeclarations: 44,
      removedErrorDeclarations: 0,
      newEnumValues: 32,
      removedEnumValues: 0,
      changedRequestPlaces: 8,
      changedResponsePlaces: 16,
    });
  });

  test('the 16 places of responses where even an open schema of 2017 refuses what AWS answers today', () => {
    const event = (details: string) => `GetExecutionHistory.events[].${details}`;
    expect(placesOf('response', ['required', 'type', 'limit', 'pattern', 'enum value'])).toEqual(
      [
        'DescribeExecution.status',
        'DescribeExecution.input',
        'DescribeExecution.output',
        'ListExecutions.executions[].status',
        'ListExecutions.nextToken',
        'GetActivityTask.input',
        'GetActivityTask.taskToken',
        event('type'),
        event('activityScheduledEventDetails.input'),
        event('activitySucceededEventDetails.output'),
        event('executionStartedEventDetails.input'),
        event('executionSucceededEventDetails.output'),
        event('lambdaFunctionScheduledEventDetails.input'),
        event('lambdaFunctionSucceededEventDetails.output'),
        event('stateEnteredEventDetails.input'),
        event('stateExitedEventDetails.output'),
      ].sort(),
    );
  });

  test('the 8 places of requests that became wider', () => {
    expect(placesOf('request', ['required', 'type', 'limit', 'pattern', 'enum value'])).toEqual(
      [
        'StartExecution.input',
        'SendTaskSuccess.output',
        'SendTaskFailure.taskToken',
        'SendTaskHeartbeat.taskToken',
        'SendTaskSuccess.taskToken',
        'ListExecutions.nextToken',
        'ListExecutions.statusFilter',
        'ListExecutions.stateMachineArn',
      ].sort(),
    );
  });

  test('every change has an instance on which the real validators part, in either direction', async () => {
    const [old, current] = [await judged('2017-03-30'), await judged('current')];
    for (const change of changes) {
      const witness = witnessOf(change, old, current);
      expect([witness.accepts, witness.refuses].sort()).toEqual(['2017-03-30', 'current']);
    }
    for (const change of driftOf('sfn', 'current', '2017-03-30')) witnessOf(change, current, old);
  });

  test('the instance differs at the place of the change and nowhere else', async () => {
    const [old, current] = [await judged('2017-03-30'), await judged('current')];
    const limit = changes.find((change) => change.kind === 'limit' && change.operation === 'StartExecution');
    expect(limit && abridged(witnessOf(limit, old, current))).toEqual({
      accepts: 'current',
      refuses: '2017-03-30',
      what: 'request',
      value: { input: { $repeat: ['a', 32769] }, stateMachineArn: 'a' },
      because: '/input must NOT have more than 32768 characters',
    });
  });
});

describe('other pairs', () => {
  test('an edition does not differ from itself', () => {
    expect(driftOf('sfn', 'current', 'current')).toEqual([]);
    expect(driftOf('durable', '2025-12-01', '2025-12-01')).toEqual([]);
  });

  test('backwards, what was added is gone', () => {
    expect(countDrift(driftOf('sfn', 'current', '2017-03-30'))).toMatchObject({
      removedOperations: 20,
      removedMembers: 75,
      removedErrorDeclarations: 44,
      removedEnumValues: 32,
      newRequestMembers: 0,
    });
  });
});
