import { describe, expect, test } from 'vitest';
import {
  compileJsonata,
  Doc,
  defaultLanguage,
  isJsonata,
  type Json,
  parseJsonata,
  type Scope,
  StatesError,
} from '../../../engine/asl/index.js';
import { scopeOf } from './scope.js';

const evaluate = (expression: string, input: Json = {}, variables = {}): Json =>
  compileJsonata(`{% ${expression} %}`, { field: 'Output' }).value(scopeOf(input, variables));

function causeOf(expression: string, input: Json = {}): string {
  try {
    evaluate(expression, input);
  } catch (error) {
    if (error instanceof StatesError) {
      expect(error.error).toBe('States.QueryEvaluationError');
      expect(error.location).toBe('Output');
      return error.cause.replace(`The JSONata expression '${expression}' specified for the field 'Output' `, '');
    }
    throw error;
  }
  return 'nothing was thrown';
}

const THREW = 'threw an error during evaluation';

describe('templates of JSONata states', () => {
  const value = (template: Json, scope: Scope = scopeOf({ n: 2, list: [1, 2] }, { x: 'v' })): Json =>
    compileJsonata(template, { field: 'Output' }).value(scope);

  test('strings between delimiters are evaluated at any depth, all else stays', () => {
    expect(
      value({
        a: '{% $x %}',
        b: [1, '{% $states.input.n %}', { c: '{%$sum($states.input.list)%}' }],
        d: ' {% $x %} ',
        e: '$x',
        f: null,
      }),
    ).toEqual({
      a: 'v',
      b: [1, 2, { c: 3 }],
      d: ' {% $x %} ',
      e: '$x',
      f: null,
    });
  });

  test('members keep their order, those of prototypes too', () => {
    const template = JSON.parse('{"z":"{% 1 %}","__proto__":"{% 2 %}","a":3}') as Json;
    expect(JSON.stringify(value(template))).toBe('{"z":1,"__proto__":2,"a":3}');
  });

  test('a template without expressions is a constant', () => {
    const compiled = compileJsonata({ a: [1] }, { field: 'Output' });
    expect(compiled.constant?.value).toEqual({ a: [1] });
  });

  test('the whole input keeps its text', () => {
    const input = Doc.parse('{"a": [1, 2] }');
    const scope = { ...scopeOf(null), input };
    expect(compileJsonata('{% $states.input %}', { field: 'Output' }).evaluate(scope)).toBe(input);
  });

  test('errors name the member', () => {
    expect(() => value({ a: { b: [0, '{% $nope %}'] } })).toThrow(
      new StatesError(
        'States.QueryEvaluationError',
        "The JSONata expression '$nope' specified for the field 'Output/a/b[1]' returned nothing (undefined).",
        'Output/a/b[1]',
      ),
    );
  });

  test('what a field wants is checked', () => {
    const items = (template: Json): Json =>
      compileJsonata(template, { field: 'Items', expects: 'array' }).value(scopeOf({}));
    expect(items('{% [] %}')).toEqual([]);
    expect(() => items('{% 1 %}')).toThrow(
      "The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
    );
    expect(() => items('{% null %}')).toThrow("Expected 'array', but was 'null' for value: null");
    expect(() => items('{% "a" %}')).toThrow('but was \'string\' for value: "a"');
  });

  test('text that does not parse does not compile', () => {
    expect(() => compileJsonata('{% 1 + %}', { field: 'Output' })).toThrow(
      new SyntaxError('Unexpected end of expression'),
    );
    expect(parseJsonata('$a + $b')).toMatchObject({ ok: true });
    expect(parseJsonata('1 +')).toMatchObject({ ok: false });
  });

  test.each([
    ['{%%}', true],
    ['{% 1 %}', true],
    [' {% 1 %}', false],
    ['{% 1 %} ', false],
    ['{%}', false],
    ['', false],
  ])('%j', (text, expected) => {
    expect(isJsonata(text)).toBe(expected);
  });

  test('$states holds what there is', () => {
    const scope = { ...scopeOf({ i: 1 }), result: Doc.of({ r: 2 }), errorOutput: Doc.of({ Error: 'E' }) };
    expect(
      value('{% [$states.input.i, $states.result.r, $states.errorOutput.Error, $states.context.State.Name] %}', scope),
    ).toEqual([1, 2, 'E', 'Here']);
    expect(value('{% $keys($states) %}', scope)).toEqual(['input', 'result', 'errorOutput', 'context']);
    expect(value('{% $keys($states) %}')).toEqual(['input', 'context']);
    expect(value('{% ($states := {"input": "own"}; $states.input) %}', scope)).toBe('own');
  });

  test('results are ordinary JSON, which another expression reads as such', () => {
    const single = evaluate('$states.input.items.name[]', { items: [{ name: 'a' }] });
    expect(single).toEqual(['a']);
    expect(evaluate('$states.input', single)).toEqual(['a']);
    expect(evaluate('[$states.input]', single)).toEqual(['a']);
    expect(evaluate('$count($states.input)', [[1, 2]])).toBe(1);
  });

  test('data is not changed', () => {
    const input = { empty: [], items: [{ a: [] }], o: { x: 1 } };
    for (const expression of [
      '$states.input.empty{"a": 1}',
      '$states.input.items.a.{"n": $}',
      '$states.input ~> |o|{"x": 2}|',
      '$states.input.empty[]',
      '[$states.input.items.a[]]',
      '$append($states.input.empty, 1)',
      '$sort($states.input.items, function($a, $b){ true })',
    ])
      causeOf(expression, input);
    expect(input).toEqual({ empty: [], items: [{ a: [] }], o: { x: 1 } });
  });
});

describe('what AWS adds and takes away', () => {
  test.each<[string, Json]>([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([0], 3)', [[0]]],
    ['$partition([1,2,3])', [[1, 2, 3]]],
    ['$partition([1,2,3,4,5], 2.9)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 9, 3)', [0, 3, 6, 9]],
    ['$range(1, 9, 9)', 1],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(5, 1, -1.5)', [5, 4, 3, 2, 1]],
    ['$count($range(1, 360145, 1))', 360_145],
    ['$hash("input data", "SHA-1")', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['$random()', 0.25],
    ['$random(42)', 0.7275636800328681],
    ['$random(0.9) = $random(0)', true],
    ['$uuid()', '7c2e0c1e-93f4-4f5d-9a52-4c4e1f0e3f11'],
    ['$parse("{\\"b\\":1,\\"a\\":[null]}")', { b: 1, a: [null] }],
    ['$exists($parse("null"))', true],
    ['$parse("-0")', 0],
    ['$map(["1","2"], $parse)', [1, 2]],
    ['$now()', '2017-03-30T12:30:15.250Z'],
    ['$millis()', Date.UTC(2017, 2, 30, 12, 30, 15, 250)],
    ['1/0', 'Infinity'],
    ['{"k": [-1/0, 0/0]}', { k: ['-Infinity', 'NaN'] }],
    ['$string(1e20) & $string(1e21)', '1000000000000000000001e+21'],
    ['$count(null)', 1],
    ['null', null],
  ])('%s', (expression, expected) => {
    expect(JSON.parse(JSON.stringify(evaluate(expression)))).toEqual(expected);
  });

  const nothing = 'returned nothing (undefined).';
  test.each([
    ['$nope', nothing],
    ['$states.result', nothing],
    ['$partition([], 2)', nothing],
    ['$partition([1], 0)', nothing],
    ['$partition([1], -0.5)', nothing],
    ['$range(1, 5)', nothing],
    ['$range(1, 5, 0)', nothing],
    ['$range(5, 1, 1)', nothing],
    ['$hash("a")', nothing],
    ['$parse()', nothing],
    ['$sum', 'returned an unsupported result type.'],
    ['{"f": [function($x){$x}]}', 'returned an unsupported result type.'],
    ['$eval("1+1")', `${THREW}. T1006: Attempted to invoke a non-function`],
    ['$nope()', `${THREW}. T1006: Attempted to invoke a non-function`],
    ['"a" + 1', `${THREW}. T2001: The left side of the "+" operator must evaluate to a number`],
    ['$sum("x")', `${THREW}. T0412: Argument 1 of function "sum" must be an array of "numbers"`],
    ['$abs("x")', `${THREW}. T0410: Argument 1 of function "abs" does not match function signature`],
    ['$error("boom")', `${THREW}. D3137: boom`],
    ['$number("x")', `${THREW}. D3030: Unable to cast value to a number: "x"`],
    ['$partition([1], -1)', `${THREW}. D3137: Second argument must be zero or greater`],
    ['$partition(null, 1)', `${THREW}. T0412: Argument 1 of function "partition" must be an array of undefined`],
    ['$range("a", 1, 1)', `${THREW}. T0410: Argument 1 of function "range" does not match function signature`],
    ['$range(1, 360146, 1)', `${THREW}: Expression evaluation memory limit exceeded: Check for excessive memory usage`],
    ['$hash("a", "md5")', `${THREW}. D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`],
    ['$hash(1, "MD5")', `${THREW}. T0410: Argument 1 of function "hash" does not match function signature`],
    ['$uuid(1)', `${THREW}. T0410: Argument 1 of function "uuid" does not match function signature`],
    ['$parse(1)', `${THREW}. T0410: Argument 1 of function "parse" does not match function signature`],
    ['$parse("{")', `${THREW}. D3137: Invalid JSON`],
    ['$parse("")', `${THREW}. D3137: Invalid JSON`],
    ['$parse("{\\"a\\":1,\\"a\\":2}")', `${THREW}. D3137: Invalid JSON`],
    ['$parse("[1e400]")', `${THREW}. D3137: Invalid JSON`],
  ])('%s fails', (expression, cause) => {
    expect(causeOf(expression)).toBe(cause);
  });

  test('functions can be replaced', () => {
    const language = {
      ...defaultLanguage,
      jsonataFunctions: { ...defaultLanguage.jsonataFunctions, range: () => 'faulty', sum: undefined },
    };
    expect(compileJsonata('{% $range(1,2,3) %}', { field: 'Output', language }).value(scopeOf({}))).toBe('faulty');
    expect(() => compileJsonata('{% $sum([1]) %}', { field: 'Output', language }).value(scopeOf({}))).toThrow('T1006');
  });
});

describe('limits', () => {
  const depth = `${THREW}: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive`;
  const time = `${THREW}: Expression evaluation timeout: Check for infinite loop`;
  const memory = `${THREW}: Expression evaluation memory limit exceeded: Check for excessive memory usage`;
  const recursion = (n: number): string => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(${n}))`;

  test('depth, where AWS has it', () => {
    expect(evaluate(recursion(31))).toBe(31);
    expect(causeOf(recursion(32))).toBe(depth);
    expect(causeOf(recursion(1_000_000))).toBe(depth);
    expect(evaluate(Array.from({ length: 100 }, () => '1').join('+'))).toBe(100);
    expect(causeOf(Array.from({ length: 101 }, () => '1').join('+'))).toBe(depth);
    expect(evaluate(`${'('.repeat(99)}1${')'.repeat(99)}`)).toBe(1);
    expect(causeOf(`${'('.repeat(100)}1${')'.repeat(100)}`)).toBe(depth);
  });

  test.each([
    '($f := function($x){ $f($x+1) }; $f(1))',
    '($f := function($x){ $g($x) }; $g := function($x){ $f($x) }; $f(1))',
    '($r := function($x){ $map([1..10], $r) }; $r(1))',
    '[1..3000].([1..3000])',
    '$map([1..4000], function($x){ $map([1..4000], function($y){ $x * $y }) })',
    '$reduce([1..800000], function($a, $b){ $count($filter([1..1000], function($v){ $v = $b })) })',
  ])('%s ends', (expression) => {
    expect([time, memory, depth]).toContain(causeOf(expression));
  });

  test('memory, where AWS has it', () => {
    expect(evaluate('[1..873782] ~> $count()')).toBe(873_782);
    expect(causeOf('[1..873783] ~> $count()')).toBe(memory);
    const doubled = (times: number): string =>
      `($f := function($s, $n){ $n = 0 ? $length($s) : $f($s & $s, $n - 1) }; $f("x", ${times}))`;
    expect(evaluate(doubled(22))).toBe(2 ** 22);
    expect(causeOf(doubled(23))).toBe(memory);
    expect(causeOf('$pad("", 900000000)')).toBe(memory);
    expect(causeOf('$count([1..1e300])')).toContain(THREW);
    expect(evaluate('$sum($map([1..200000], function($v){ $v * 2 }))')).toBe(40_000_200_000);
  });

  test.each(['/^(a+)+$/', '/^(a|aa)+$/', '/(a*)*b/', '/^(([a-z])+.)+[A-Z]([a-z])+$/'])(
    'the pattern %s is no bomb',
    (pattern) => {
      const text = 'a'.repeat(5000);
      expect(evaluate(`$contains($states.input, ${pattern}) or true`, `${text}!`)).toBe(true);
      expect(evaluate(`$replace($states.input, ${pattern}, "") != "x"`, `${text}!`)).toBe(true);
    },
  );

  test('deep data passes', () => {
    let input: Json = 1;
    for (let at = 0; at < 1000; at++) input = [input];
    expect(evaluate('$states.input', input)).toBe(input);
    expect(evaluate('$count($states.input)', input)).toBe(1);
  });

  test('long lists are sorted and made distinct in good time', () => {
    const input = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_011);
    expect((evaluate('$sort($states.input)', input) as number[])[0]).toBe(0);
    expect((evaluate('$distinct($states.input)', input) as number[]).length).toBe(20_000);
    expect(evaluate('$max($states.input) > $min($states.input)', input)).toBe(true);
  });

  test('names of prototypes are ordinary names', () => {
    const input = JSON.parse('{"__proto__":{"x":1},"constructor":{"y":2}}') as Json;
    expect(evaluate('$states.input.__proto__.x', input)).toBe(1);
    expect(JSON.stringify(evaluate('$merge([$states.input, {"__proto__": 3}])', input))).toBe(
      '{"__proto__":3,"constructor":{"y":2}}',
    );
    expect(causeOf('$states.input.__proto__', {})).toBe('returned nothing (undefined).');
    expect(causeOf('$states.input.constructor.constructor("return 1")()', {})).toBe('returned nothing (undefined).');
    expect(causeOf('($c := $states.input.constructor; $c("return 1"))', {})).toContain('T1006');
    evaluate('$states.input ~> |$|{"__proto__": {"polluted": true}}|', {});
    evaluate('{"a": $states.input}{"__proto__": $}', {});
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
