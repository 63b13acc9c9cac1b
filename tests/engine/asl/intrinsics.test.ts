import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileIntrinsic, type Json, parseIntrinsic, StatesError } from '../../../engine/asl/index.js';
import { hashMapOrder, JavaRandom } from '../../../engine/asl/java.js';
import { scopeOf } from './scope.js';

const input: Json = {
  arr: [1, 2, 2, 3],
  empty: [],
  obj: { b: [1, null], a: { c: true } },
  same: { a: 1, b: 2 },
  other: { b: 2, a: 1 },
  text: 'Data to encode',
  n: 5,
  none: null,
  csv: 'a,b;c,,d',
};

const evaluate = (text: string): Json => compileIntrinsic(text).value(scopeOf(input));

describe('intrinsic functions', () => {
  test.each<[string, Json]>([
    ["States.Format('plain')", 'plain'],
    ["States.Format('{} and {}', $.n, 'x')", '5 and x'],
    ["States.Format('{}|{}|{}|{}', $.none, true, 1.5, $.obj)", 'null|true|1.5|{b=[1, null], a={c=true}}'],
    ["States.Format('It\\'s \\{\\} \\\\ {}', 1)", "It's {} \\ 1"],
    ['States.Format($.text)', 'Data to encode'],
    ['States.StringToJson(\'{"a":[1]}\')', { a: [1] }],
    ["States.StringToJson(' ')", null],
    ['States.JsonToString($.obj)', '{"b":[1,null],"a":{"c":true}}'],
    ["States.Array(1, 'a', null, $.n, States.Array())", [1, 'a', null, 5, []]],
    ['States.ArrayPartition($.arr, 3)', [[1, 2, 2], [3]]],
    [
      'States.ArrayPartition($.arr, 2.9)',
      [
        [1, 2],
        [2, 3],
      ],
    ],
    ['States.ArrayPartition($.empty, 3)', []],
    ['States.ArrayContains($.arr, 3)', true],
    ['States.ArrayContains($.arr, 4)', false],
    ["States.ArrayContains(States.Array('true'), true)", true],
    ['States.ArrayContains(States.Array($.same), $.other)', false],
    ['States.ArrayContains(States.Array($.obj), $.obj)', true],
    ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['States.ArrayRange(0, 10, 3)', [0, 3, 6, 9]],
    ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
    ['States.ArrayRange(5, 1, 1)', []],
    ['States.ArrayRange(1.6, 1.4, 1)', [1]],
    ['States.ArrayGetItem($.arr, 1.2)', 2],
    ['States.ArrayGetItem($.empty, 9)', null],
    ['States.ArrayLength($.arr)', 4],
    ['States.ArrayUnique($.arr)', [1, 2, 3]],
    ['States.ArrayUnique(States.Array($.same, $.other, 1, true))', [{ a: 1, b: 2 }, 1, true]],
    ['States.Base64Encode($.text)', 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('4pyT')", '✓'],
    ["States.Base64Decode('!!YWJj!!')", 'abc'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["States.Hash('input data', 'MD5')", '812f45842bc6d66ee14572ce20db8e86'],
    ['States.JsonMerge($.same, States.StringToJson(\'{"b":3,"c":4}\'), false)', { a: 1, b: 3, c: 4 }],
    ['States.MathAdd(1.6, 2.7)', 5],
    ['States.MathAdd($.n, -1)', 4],
    ['States.MathRandom(3, 4)', 3],
    ["States.StringSplit($.csv, ',')", ['a', 'b;c', 'd']],
    ["States.StringSplit($.csv, ';,')", ['a', 'b', 'c', 'd']],
    ["States.StringSplit('', ',')", []],
    ['States.UUID()', '7c2e0c1e-93f4-4f5d-9a52-4c4e1f0e3f11'],
    ['  States.MathAdd( 1 ,2 )  ', 3],
    ['States.ArrayLength($.arr[*])', 4],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    [
      "States.Format('{}')",
      'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
    ],
    ["States.Format('{', 1)", "Invalid template in States.Format: matching '}' not found for '{'."],
    ['States.Format($.n)', 'Invalid arguments in States.Format'],
    ["States.StringToJson('{')", 'Invalid arguments in States.StringToJson'],
    ['States.StringToJson($.obj)', 'Invalid arguments in States.StringToJson'],
    ['States.ArrayPartition($.arr, 0.6)', 'Invalid arguments in States.ArrayPartition'],
    ["States.ArrayPartition('a', 1)", 'Invalid arguments in States.ArrayPartition'],
    ['States.ArrayRange(1, 2, 0)', 'Invalid arguments in States.ArrayRange'],
    ['States.ArrayRange(1, 1001, 1)', 'Invalid arguments in States.ArrayRange'],
    ['States.ArrayGetItem($.arr, 4)', 'Invalid arguments in States.ArrayGetItem'],
    ['States.ArrayGetItem($.arr, -1)', 'Invalid arguments in States.ArrayGetItem'],
    ['States.ArrayLength($.n)', 'Invalid arguments in States.ArrayLength'],
    ['States.ArrayUnique($.obj)', 'Invalid arguments in States.ArrayUnique'],
    ["States.Hash('a', 'sha-1')", 'Invalid arguments in States.Hash'],
    ['States.JsonMerge($.same, $.other, true)', 'Invalid arguments in States.JsonMerge'],
    ['States.JsonMerge($.arr, $.other, false)', 'Invalid arguments in States.JsonMerge'],
    ["States.MathAdd('1', 2)", 'Invalid arguments in States.MathAdd'],
    ['States.MathAdd(2147483647, 1)', 'Invalid arguments in States.MathAdd'],
    ['States.MathRandom(1, 1)', 'Invalid arguments in States.MathRandom'],
    ['States.MathRandom(1.4, 1.6)', 'Invalid arguments in States.MathRandom'],
    ['States.StringSplit($.n, 1)', 'Invalid arguments in States.StringSplit'],
    ['States.Array(States.ArrayLength($.n))', 'Invalid arguments in States.ArrayLength'],
    [
      'States.Array($.nope)',
      `The JsonPath argument for the field '$.nope' could not be found in the input '${JSON.stringify(input)}'`,
    ],
    ['States.Array($.n[0])', 'Filter: [0] can only be applied to arrays. Current context is: 5'],
  ])('%s fails', (text, cause) => {
    const failed = new StatesError('States.Runtime', `The function '${text}' had the following error: ${cause}`);
    expect(() => evaluate(text)).toThrow(failed);
  });

  test('texts over 10,000 characters are refused', () => {
    for (const call of ['States.Base64Encode($.t)', 'States.Base64Decode($.t)', "States.Hash($.t, 'MD5')"]) {
      expect(typeof compileIntrinsic(call).value(scopeOf({ t: 'A'.repeat(10_000) }))).toBe('string');
      expect(() => compileIntrinsic(call).value(scopeOf({ t: 'A'.repeat(10_001) }))).toThrow(StatesError);
    }
  });

  test.each([
    '',
    'States',
    'States.Format',
    "States.Format('a'",
    "States.Format('a) ",
    "States.Format('a' 'b')",
    "States.Format('a',)",
    "States.Format('a\\n')",
    "States.Format('a') x",
    'States.Array(a)',
    'States.Array($)x',
    `${'States.Array('.repeat(11)}${')'.repeat(11)}`,
    `${'States.Array('.repeat(100_000)}`,
  ])('%# is no call', (text) => {
    expect(parseIntrinsic(text)).toMatchObject({ ok: false });
  });

  test.each(['States.Nope()', 'States.UUID(1)', 'States.ArrayLength()', 'States.MathAdd(1,2,3)', 'States.toString()'])(
    '%s does not compile',
    (text) => {
      expect(() => compileIntrinsic(text)).toThrow(SyntaxError);
    },
  );

  test('ten calls within each other are read', () => {
    expect(evaluate(`${'States.Array('.repeat(10)}${')'.repeat(10)}`)).toEqual([[[[[[[[[[]]]]]]]]]]);
  });

  test('a seed gives the same number each time, in the range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer(),
        (from, size, seed) => {
          const text = `States.MathRandom(${from}, ${from + size}, ${seed})`;
          const value = evaluate(text) as number;
          expect(evaluate(text)).toBe(value);
          expect(value).toBeGreaterThanOrEqual(from);
          expect(value).toBeLessThan(from + size);
        },
      ),
    );
  });

  test('random numbers and map order are those of Java', () => {
    expect(new JavaRandom(42).nextDouble()).toBe(0.7275636800328681);
    expect(new JavaRandom(0).nextDouble()).toBe(0.730967787376657);
    expect([new JavaRandom(42).nextInt(10), new JavaRandom(42).nextInt(16)]).toEqual([0, 11]);
    expect(hashMapOrder(['encoded', 'decoded'])).toEqual(['decoded', 'encoded']);
    expect(hashMapOrder(['mergedJson', 'parsedJson', 'stringifiedJson'])).toEqual([
      'parsedJson',
      'mergedJson',
      'stringifiedJson',
    ]);
  });

  test('what is merged comes in the order of a hash map', () => {
    expect(
      JSON.stringify(
        evaluate(
          'States.JsonMerge(States.StringToJson(\'{"constant_in_literal":1}\'), States.StringToJson(\'{"constant_input_field":2}\'), false)',
        ),
      ),
    ).toBe('{"constant_input_field":2,"constant_in_literal":1}');
  });

  test('encoding and decoding undo each other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        const scope = scopeOf({ text });
        expect(compileIntrinsic('States.Base64Decode(States.Base64Encode($.text))').value(scope)).toBe(text);
      }),
    );
  });

  test('text never crashes the parser', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."()$.,'\\{}[]1 a", 'States.', 'Array', 'Format') }), (text) => {
        expect(typeof parseIntrinsic(text).ok).toBe('boolean');
        expect(typeof parseIntrinsic(`States.Array(${text})`).ok).toBe('boolean');
      }),
    );
  });
});
