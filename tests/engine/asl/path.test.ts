import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileChoice,
  compileIntrinsic,
  compilePath,
  compilePathOrIntrinsic,
  compileTemplate,
  defaultLanguage,
  type Json,
  type Language,
  parsePath,
  StatesError,
} from '../../../engine/asl/index.js';
import { scopeOf } from './scope.js';

const store: Json = {
  book: [
    { title: 'A', price: 8, tags: ['x'], isbn: '1' },
    { title: 'B', price: 12, tags: [] },
    { title: 'C', price: 22, tags: ['x', 'y'], isbn: null },
  ],
  bicycle: { color: 'red', price: 19 },
  limit: 10,
  'odd name': { 'a.b': 1, "it's": 2 },
  null: null,
  list: [[1, 2], [3]],
};

const find = (path: string, input: Json = store, variables = {}): Json | undefined =>
  compilePath(path).find(scopeOf(input, variables));

function causeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StatesError) return `${error.error} ${error.cause}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('paths', () => {
  test.each<[string, Json | undefined]>([
    ['$', store],
    ['$.limit', 10],
    ['$.bicycle.color', 'red'],
    ["$['bicycle']['color']", 'red'],
    ['$["bicycle"].color', 'red'],
    ["$['odd name']['a.b']", 1],
    ["$['odd name']['it\\'s']", 2],
    ["$.bicycle['color','price']", { color: 'red', price: 19 }],
    ["$.bicycle['color','nope']", { color: 'red' }],
    ['$.book[0].title', 'A'],
    ['$.book[-1].title', 'C'],
    ['$.book[3].title', undefined],
    ['$.book[*].title', ['A', 'B', 'C']],
    ['$.book[0,2].title', ['A', 'C']],
    ['$.book[1:].title', ['B', 'C']],
    ['$.book[:1].title', ['A']],
    ['$.book[-2:].title', ['B', 'C']],
    ['$.book[0:2].title', ['A', 'B']],
    ['$.book[5:]', []],
    ['$..price', [8, 12, 22, 19]],
    ['$..title', ['A', 'B', 'C']],
    ['$.book..tags', [['x'], [], ['x', 'y']]],
    ['$..tags[*]', ['x', 'x', 'y']],
    ['$..[0]', [{ title: 'A', price: 8, tags: ['x'], isbn: '1' }, 'x', 'x', [1, 2], 1, 3]],
    ['$.list[*][0]', [1, 3]],
    ['$.bicycle.*', ['red', 19]],
    ['$.*[*].price', [8, 12, 22]],
    ['$.book[?(@.price < 10)].title', ['A']],
    ['$.book[?(@.price>10&&@.price<20)].title', ['B']],
    ['$.book[?(@.price == 8 || @.price == 22)].title', ['A', 'C']],
    ['$.book[?(@.isbn)].title', ['A', 'C']],
    ['$.book[?(!@.isbn)].title', ['B']],
    ['$.book[?(@.isbn == null)].title', ['C']],
    ['$.book[?(@.price > $.limit)].title', ['B', 'C']],
    ["$.book[?(@.title == 'A')].price", [8]],
    ['$.book[?(@.title != "A")].price', [12, 22]],
    ["$.book[?('x' in @.tags)].title", ['A', 'C']],
    ["$.book[?(@.title in ['A', 'B'])].title", ['A', 'B']],
    ["$.book[?(@.title nin ['A'])].title", ['B', 'C']],
    ["$.book[?(@.tags contains 'y')].title", ['C']],
    ['$.book[?(@.tags empty true)].title', ['B']],
    ['$.book[?(@.tags size 2)].title', ['C']],
    ["$.book[?(@.tags subsetof ['x'])].title", ['A', 'B']],
    ["$.book[?(@.tags anyof ['y'])].title", ['C']],
    ["$.book[?(@.tags noneof ['y'])].title", ['A', 'B']],
    ['$.book[?(@.title =~ /[ab]/i)].title', ['A', 'B']],
    ['$.book[?(@.title =~ /a/)].title', []],
    ['$.book[?((@.price > 10 || @.title == "A") && @.tags[0])].title', ['A', 'C']],
    ['$.bicycle[?(@.price == 19)].color', ['red']],
    ["$.book[?(@['price'] >= 22)].title", ['C']],
    ["$.book[?(@.price == '8')].title", ['A']],
    ["$.book[?(@.price === '8')].title", []],
    ['$.book.length()', 3],
    ['$.book[*].price.sum()', 42],
    ['$..price.max()', 22],
    ['$.bicycle.keys()', ['color', 'price']],
    ['$.limit.length()', undefined],
    ['$.null', null],
    ['$.nope[*]', []],
    ['$.nope.deep[1:5].x', []],
    ['$.nope.deep', undefined],
    ['$.limit.deep', undefined],
    ['$.book.title', undefined],
  ])('%s', (path, expected) => {
    expect(find(path)).toEqual(expected);
  });

  test('context object and variables', () => {
    const scope = scopeOf({ a: 1 }, { list: [1, { x: 'y' }], 变量: 3 }, { Execution: { Id: 'e' } });
    expect(compilePath('$$').find(scope)).toEqual({ Execution: { Id: 'e' } });
    expect(compilePath('$$.Execution.Id').find(scope)).toBe('e');
    expect(compilePath('$list').find(scope)).toEqual([1, { x: 'y' }]);
    expect(compilePath('$list[1].x').find(scope)).toBe('y');
    expect(compilePath('$变量').find(scope)).toBe(3);
    expect(compilePath('$nope.x').find(scope)).toBeUndefined();
    expect(compilePath('$states.input.a').find(scope)).toBe(1);
    expect(compilePath('$states.context.Execution.Id').find(scope)).toBe('e');
  });

  test('names of prototypes are ordinary names', () => {
    const data = JSON.parse('{"__proto__":{"a":1},"constructor":2,"items":[1]}') as Json;
    expect(find('$.__proto__.a', data)).toBe(1);
    expect(find('$.constructor', data)).toBe(2);
    for (const path of ['$.__proto__', '$.constructor', '$.toString', '$.hasOwnProperty.name', '$.a.__proto__.b'])
      expect(find(path, { a: {} })).toBeUndefined();
    for (const path of ['$.length', '$.map', "$['0']", '$.constructor.name']) expect(find(path, [1])).toBeUndefined();
  });

  test('how paths are read can be replaced', () => {
    const language: Language = {
      ...defaultLanguage,
      readPath: (document, segments, definite) => defaultLanguage.readPath(document, segments, definite) ?? 'faulty',
    };
    const scope = scopeOf({});
    expect(compilePath('$.a.b', language).value(scope)).toBe('faulty');
    expect(compileTemplate({ 'x.$': '$.a' }, language).value(scope)).toEqual({ x: 'faulty' });
    expect(compileIntrinsic('States.Array($.a)', language).value(scope)).toEqual(['faulty']);
    expect(compileChoice({ Variable: '$.a', StringEquals: 'faulty', Next: 'x' }, { language }).matches(scope)).toBe(
      true,
    );
  });

  test('a quoted name keeps its backslashes', () => {
    const name = 'Test\\""Name"';
    expect(find(`$['${name}']`, { [name]: 'v' })).toBe('v');
  });

  test.each([
    ['$.no', '{"a":1}', "Invalid path '$.no' : No results for path: $['no']"],
    ['$.no.such.path', '{"a":1}', "Invalid path '$.no.such.path' : Missing property in path $['no']"],
    ['$.a[3]', '{"a":[1]}', "Invalid path '$.a[3]' : No results for path: $['a'][3]"],
    ['$.a[0]', '{"a":1}', "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: 1"],
    ['$.a[0]', '{"a":null}', "Invalid path '$.a[0]' : The path $['a'] is null"],
  ])('%s on %s fails', (path, input, cause) => {
    expect(causeOf(() => compilePath(path).value(scopeOf(JSON.parse(input) as Json)))).toBe(`States.Runtime ${cause}`);
  });

  test('a field says which path it misses, and in what', () => {
    const scope = scopeOf({ a: 1 }, {}, { State: {} });
    expect(causeOf(() => compilePathOrIntrinsic('$.b', 'x.$').value(scope))).toBe(
      `States.Runtime The JSONPath '$.b' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    );
    expect(causeOf(() => compilePathOrIntrinsic('$$.b', 'CausePath').value(scope))).toBe(
      `States.Runtime The JSONPath '$$.b' specified for the field 'CausePath' could not be found in the input '{"State":{}}'`,
    );
    expect(causeOf(() => compilePathOrIntrinsic('$.b', 'x.$').value(scopeOf(null)))).toBe(
      'States.Runtime Unable to apply Path transformation to null or empty input.',
    );
  });

  test('the whole input keeps its text', () => {
    const scope = scopeOf([1]);
    expect(compilePath('$').evaluate(scope)).toBe(scope.input);
  });

  test.each([
    '',
    'a',
    '$.',
    '$..',
    '$[',
    '$[]',
    "$['a",
    '$[a]',
    '$.a b',
    '$.a)',
    '$[?(@.a ==)]',
    '$[?(@.a == 1]',
    '$[1:2:3]',
    '$.a[?(@.b =~ /(/)]',
  ])('%s is no path', (path) => {
    expect(parsePath(path)).toMatchObject({ ok: false });
  });

  test('a filter nested without end is no path', () => {
    expect(parsePath(`$[?(${'('.repeat(5000)})]`)).toMatchObject({ ok: false });
    expect(parsePath(`$${'[?(@'.repeat(5000)}`)).toMatchObject({ ok: false });
    expect(find(`$[?(${'!'.repeat(50_000)}@.a)]`, [{ a: 1 }, {}])).toEqual([{ a: 1 }]);
  });

  test('neither long paths nor deep data take the stack', () => {
    let data: Json = 1;
    for (let depth = 0; depth < 10_000; depth++) data = { a: data };
    const path = `$${'.a'.repeat(10_000)}`;
    expect(find(path, data)).toBe(1);
    expect(find(`${path}.b`, data)).toBeUndefined();
    expect(causeOf(() => compilePath(`${path}.b.c`).value(scopeOf(data)))).toMatch(/^States\.Runtime Invalid path/);
    expect(find(`$${'[0]'.repeat(10_000)}`, data)).toBeUndefined();
    expect((find('$..a', data) as Json[]).length).toBe(10_000);
  });

  test('a filter is bounded', () => {
    const data = [{ text: 'a'.repeat(30_000) }];
    expect(find('$[?(@.text =~ /(a+)+b/)]', data)).toEqual([]);
    expect(causeOf(() => find('$[?(@.text =~ /(a+)+\\1\\1b/)]', data))).toBe(
      "States.Runtime Invalid path '$[?(@.text =~ /(a+)+\\1\\1b/)]' : The regular expression takes too long",
    );
  });

  const names = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'odd name', '0', 'length');
  const value = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(fc.tuple(names, tie('value')), { maxLength: 3 })
        .map(
          (entries) =>
            JSON.parse(
              `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join()}}`,
            ) as Json,
        ),
    ),
  })).value;

  test('a definite path reads what the members say', () => {
    fc.assert(
      fc.property(value, fc.array(fc.oneof(names, fc.nat(2)), { maxLength: 5 }), (data, steps) => {
        let expected: Json | undefined = data;
        for (const step of steps) {
          if (typeof step === 'number') expected = Array.isArray(expected) ? expected[step] : undefined;
          else if (expected === null || typeof expected !== 'object' || Array.isArray(expected)) expected = undefined;
          else expected = Object.hasOwn(expected, step) ? expected[step] : undefined;
          if (expected === undefined) break;
        }
        const path = `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('')}`;
        expect(find(path, data)).toEqual(expected);
      }),
    );
  });

  test('text never crashes the parser', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'$@.[]()?*:,\'"\\=<>!&|~/ ab1-') }), (text) => {
        expect(typeof parsePath(text).ok).toBe('boolean');
        expect(typeof parsePath(`$${text}`).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});
