import { expect, test } from 'vitest';
import type { JsonObject } from '../../../arbitraries/json.js';
import { backingOf } from '../../../suites/laws/backing.js';

const machine = (...states: JsonObject[]): JsonObject => ({
  StartAt: 'State 0',
  States: Object.fromEntries(states.map((state, index) => [`State ${index}`, state])),
});

test.each<[string, JsonObject, string | undefined]>([
  ['a Pass state', machine({ Type: 'Pass', End: true }), 'asl:Pass/input-is-output'],
  ['its Result', machine({ Type: 'Pass', Result: 1, End: true }), 'asl:Pass/result'],
  ['a path of the context', machine({ Type: 'Pass', Parameters: { 'a.$': '$$.State.Name' } }), 'asl:templates/context'],
  [
    'a rule within a rule',
    machine({ Type: 'Choice', Choices: [{ And: [{ Variable: '$', IsNull: true }], Next: 'x' }] }),
    'asl:Choice/and',
  ],
  ['two things at once', machine({ Type: 'Pass', ResultPath: '$.a', OutputPath: '$.a' }), undefined],
  ['things of two states', machine({ Type: 'Pass', Result: 1 }, { Type: 'Task', TimeoutSeconds: 2 }), undefined],
  [
    'what could not be made small',
    machine(...Array.from({ length: 5 }, (): JsonObject => ({ Type: 'Pass' }))),
    undefined,
  ],
])('%s', (_, definition, statement) => {
  expect(backingOf(definition, 'output')).toBe(statement);
  expect(backingOf(definition, 'no PassStateEntered')).toBeUndefined();
});
