import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileChoice,
  defaultLanguage,
  type Json,
  type JsonObject,
  parseTimestamp,
  StatesError,
} from '../../../engine/asl/index.js';
import { scopeOf } from './scope.js';

const matches = (rule: JsonObject, input: Json, variables = {}): boolean =>
  compileChoice(rule).matches(scopeOf(input, variables));

/** Each value that a comparison may meet. */
const values: readonly Json[] = [
  null,
  0,
  1,
  1.1,
  '',
  ' ',
  'a',
  '2012-10-09T19:00:55',
  '2012-10-09T19:00:55Z',
  '2023-02-24',
  [],
  [''],
  {},
  { A: 0 },
  true,
  false,
];

describe('choice rules', () => {
  test.each<[string, Json, Json, boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'b', false],
    ['StringEquals', 1, '1', false],
    ['StringLessThan', 'A', 'AB', true],
    ['StringLessThan', 'Z', 'a', true],
    ['StringLessThan', '\ud83d\ude00', '\uff00', true],
    ['StringGreaterThan', 'AB', 'A', true],
    ['StringLessThanEquals', '', '', true],
    ['StringGreaterThanEquals', 'a', 'b', false],
    ['NumericEquals', 1, 1, true],
    ['NumericEquals', '1', 1, false],
    ['NumericLessThan', 1, 1.5, true],
    ['NumericGreaterThan', -1, 0, false],
    ['NumericLessThanEquals', 2, 2, true],
    ['NumericGreaterThanEquals', 2.5, 2, true],
    ['BooleanEquals', false, false, true],
    ['BooleanEquals', 'true', true, false],
    ['TimestampEquals', '2016-03-14T01:59:00Z', '2016-03-14T02:59:00+01:00', true],
    ['TimestampEquals', '2016-03-14T01:59Z', '2016-03-14T01:59:00.000Z', true],
    ['TimestampEquals', '2016-03-14 01:59:00', '2016-03-14T01:59:00Z', false],
    ['TimestampLessThan', '2016-03-14T01:59:00.000000001Z', '2016-03-14T01:59:00.000000002Z', true],
    ['TimestampGreaterThan', '2016-03-14T01:59:01Z', '2016-03-14T01:59:00Z', true],
    ['TimestampLessThanEquals', '2016-03-14T01:59:00Z', '2016-03-14T01:59:00Z', true],
    ['TimestampGreaterThanEquals', '2016-03-14T01:58:00Z', '2016-03-14T01:59:00Z', false],
    ['StringMatches', 'log-2020.txt', 'log-*.txt', true],
    ['StringMatches', 'log-.txt', 'log-*.txt', true],
    ['StringMatches', 'log-2020.txt.gz', 'log-*.txt', false],
    ['StringMatches', 'log', 'log*log', false],
    ['StringMatches', 'a*b', 'a\\*b', true],
    ['StringMatches', 'axb', 'a\\*b', false],
    ['StringMatches', 'a\\b', 'a\\\\b', true],
    ['StringMatches', 'abcabc', '*abc', true],
    ['StringMatches', 'abc', 'abc', true],
    ['StringMatches', 'abcd', 'abc', false],
    ['StringMatches', '', '*', true],
    ['StringMatches', '', '', true],
    ['StringMatches', 'a.c', 'a.c', true],
    ['StringMatches', 'abc', 'a.c', false],
    ['StringMatches', 5, '*', false],
  ])('%s %j %j is %j', (operator, value, operand, expected) => {
    expect(matches({ Variable: '$.v', [operator]: operand, Next: 'x' }, { v: value })).toBe(expected);
    if (operator !== 'StringMatches')
      expect(matches({ Variable: '$.v', [`${operator}Path`]: '$.o', Next: 'x' }, { v: value, o: operand })).toBe(
        expected,
      );
  });

  test.each([
    ['IsNull', [null]],
    ['IsNumeric', [0, 1, 1.1]],
    ['IsString', ['', ' ', 'a', '2012-10-09T19:00:55', '2012-10-09T19:00:55Z', '2023-02-24']],
    ['IsBoolean', [true, false]],
    ['IsTimestamp', ['2012-10-09T19:00:55Z']],
    ['IsPresent', values],
  ] as const)('%s', (operator, yes: readonly Json[]) => {
    for (const value of values) {
      const expected = yes.includes(value);
      expect(matches({ Variable: '$.v', [operator]: true, Next: 'x' }, { v: value })).toBe(expected);
      expect(matches({ Variable: '$.v', [operator]: false, Next: 'x' }, { v: value })).toBe(!expected);
    }
  });

  test('IsPresent alone is not told of a missing variable by an error', () => {
    for (const path of ['$.v', '$.a.b', '$.l[3]', '$.l[*]', '$nope'])
      expect(matches({ Variable: path, IsPresent: false, Next: 'x' }, { l: [] })).toBe(true);
    for (const path of ['$.v', '$nope'])
      expect(() => matches({ Variable: path, IsNull: true, Next: 'x' }, {})).toThrow(
        new StatesError(
          'States.Runtime',
          `Invalid path '${path}': The choice state's condition path references an invalid value.`,
        ),
      );
    expect(() => matches({ Variable: '$.v', StringEqualsPath: '$.o', Next: 'x' }, { v: 'a' })).toThrow(
      "Invalid path '$.o'",
    );
  });

  test('And, Or and Not stop as soon as they can', () => {
    const yes = { Variable: '$.n', NumericEquals: 1 };
    const no = { Variable: '$.n', NumericEquals: 2 };
    const missing = { Variable: '$.missing', IsNull: true };
    const input = { n: 1 };
    expect(matches({ And: [yes, yes], Next: 'x' }, input)).toBe(true);
    expect(matches({ And: [no, missing], Next: 'x' }, input)).toBe(false);
    expect(() => matches({ And: [yes, missing], Next: 'x' }, input)).toThrow(StatesError);
    expect(matches({ Or: [yes, missing], Next: 'x' }, input)).toBe(true);
    expect(matches({ Or: [no, no], Next: 'x' }, input)).toBe(false);
    expect(matches({ Not: no, Next: 'x' }, input)).toBe(true);
    expect(matches({ Next: 'x', Not: { And: [yes, { Or: [no, { Not: no }] }] } }, input)).toBe(false);
  });

  test('variables on either side', () => {
    expect(
      matches({ Variable: '$guess', StringEqualsPath: '$answer', Next: 'x' }, {}, { guess: 'a', answer: 'a' }),
    ).toBe(true);
  });

  test('a JSONata condition must be a boolean', () => {
    const condition = (Condition: Json, input: Json): boolean =>
      compileChoice({ Condition, Next: 'x' }, { queryLanguage: 'JSONata', field: 'Choices[0]/Condition' }).matches(
        scopeOf(input),
      );
    expect(condition('{% $states.input.n > 1 %}', { n: 2 })).toBe(true);
    expect(condition('{% $states.input.n > 1 %}', { n: 1 })).toBe(false);
    expect(condition(true, {})).toBe(true);
    expect(() => condition('{% $states.input.n %}', { n: 1 })).toThrow(
      new StatesError(
        'States.QueryEvaluationError',
        "The JSONata expression '$states.input.n' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
        'Choices[0]/Condition',
      ),
    );
  });

  test('an operator and a combiner can be replaced', () => {
    const rule = { And: [{ Variable: '$.v', NumericEquals: 1 }], Next: 'x' };
    const faulty = {
      ...defaultLanguage,
      choiceOperators: {
        ...defaultLanguage.choiceOperators,
        NumericEquals: { operand: 'number', compares: 'number', test: () => true },
      },
    } as const;
    expect(compileChoice(rule, { language: faulty }).matches(scopeOf({ v: 2 }))).toBe(true);
    const contrary = { ...defaultLanguage, choiceCombiners: { ...defaultLanguage.choiceCombiners, And: () => false } };
    expect(compileChoice(rule, { language: contrary }).matches(scopeOf({ v: 1 }))).toBe(false);
  });

  test('StringMatches agrees with a regular expression, and no pattern makes it slow', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\*', '\\\\', '.'), maxLength: 8 });
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\', '.'), maxLength: 10 }),
        (wanted, text) => {
          const source = wanted.replace(/\\.|[\s\S]/g, (one) => {
            if (one === '*') return '[\\s\\S]*';
            return one.at(-1)!.replace(/[\\*.]/, '\\$&');
          });
          expect(matches({ Variable: '$', StringMatches: wanted }, text)).toBe(
            new RegExp(`^(?:${source})$`).test(text),
          );
        },
      ),
      { numRuns: 2000 },
    );
    expect(matches({ Variable: '$', StringMatches: `${'a*'.repeat(5000)}b` }, 'a'.repeat(100_000))).toBe(false);
  });

  test.each([
    '2016-02-30T00:00:00Z',
    '2015-02-29T00:00:00Z',
    '2016-13-01T00:00:00Z',
    '2016-01-01T24:00:00Z',
    '2016-01-01T00:60:00Z',
    '2016-01-01',
    '2016-01-01T00:00:00',
    '2016-01-01T00:00:00+1',
    '16-01-01T00:00:00Z',
    '2016-01-01T00:00:00.Z',
    '2016-01-01T00:00:00.1234567890Z',
    'x',
    '',
    '2016-01-01T00:00:00+19:00',
  ])('%s is no timestamp', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  test('a timestamp is read to the nanosecond', () => {
    expect(parseTimestamp('1970-01-01T00:00:00.000000001Z')).toBe(1n);
    expect(parseTimestamp('1969-12-31T23:59:59.5Z')).toBe(-500_000_000n);
    expect(parseTimestamp('2016-02-29T00:00:00+00:00')).toBe(BigInt(Date.UTC(2016, 1, 29)) * 1_000_000n);
    expect(parseTimestamp('0001-01-01T00:00:00Z')).toBe(-62_135_596_800n * 1_000_000_000n);
  });
});
