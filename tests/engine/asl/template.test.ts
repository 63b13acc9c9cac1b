import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileAssign,
  compileReference,
  compileTemplate,
  Doc,
  defaultLanguage,
  type Json,
  type JsonObject,
  StatesError,
} from '../../../engine/asl/index.js';
import { scopeOf } from './scope.js';

const write = (path: string | null, input: Json, value: Json): Json =>
  compileReference(path).write(Doc.of(input), Doc.of(value)).value;

describe('payload templates', () => {
  const input = { a: { b: 5 }, list: [1, 2], text: 'x' };

  test('members that end in .$ are evaluated, at any depth and in arrays', () => {
    const template = {
      k: 1,
      'v.$': '$.a.b',
      deep: { 'w.$': '$.list' },
      all: [{ 'x.$': '$$.State.Name' }, '$.a', [{ 'f.$': "States.Format('{}', $.text)" }]],
    };
    expect(compileTemplate(template).value(scopeOf(input))).toEqual({
      k: 1,
      v: 5,
      deep: { w: [1, 2] },
      all: [{ x: 'Here' }, '$.a', [{ f: 'x' }]],
    });
  });

  test('evaluated members come after the others, in the order of a hash map', () => {
    const template = { 'splitString.$': '$.a', one: 1, 'formattedString.$': '$.a', two: {} };
    expect(Object.keys(compileTemplate(template).value(scopeOf(input)) as JsonObject)).toEqual([
      'one',
      'two',
      'formattedString',
      'splitString',
    ]);
    const plain = { ...defaultLanguage, templateOrder: (names: readonly string[]) => names };
    expect(Object.keys(compileTemplate(template, plain).value(scopeOf(input)) as JsonObject)).toEqual([
      'one',
      'two',
      'splitString',
      'formattedString',
    ]);
  });

  test('a template without paths is a constant', () => {
    for (const template of [{}, { a: [1, { b: '$.x' }] }, 'text', null, [1], { Comment: 'kept' }]) {
      const compiled = compileTemplate(template);
      expect(compiled.constant?.value).toEqual(template);
      expect(compiled.evaluate(scopeOf(null))).toBe(compiled.constant);
    }
  });

  test('names of prototypes are ordinary names', () => {
    const template = JSON.parse('{"__proto__.$":"$.a","constructor":{"toString.$":"$.text"}}') as Json;
    expect(JSON.stringify(compileTemplate(template).value(scopeOf(input)))).toBe(
      '{"constructor":{"toString":"x"},"__proto__":{"b":5}}',
    );
    expect(({} as { b?: unknown }).b).toBeUndefined();
  });

  test('a path that names nothing fails, the field being the member', () => {
    expect(() => compileTemplate({ deep: [{ 'name.$': '$.nope' }] }).value(scopeOf({}))).toThrow(
      new StatesError(
        'States.Runtime',
        "The JSONPath '$.nope' specified for the field 'name.$' could not be found in the input '{}'",
      ),
    );
  });

  test('text that is neither path nor function does not compile', () => {
    for (const text of ['x', '', 'States', '$.', 'States.Nope()'])
      expect(() => compileTemplate({ 'a.$': text })).toThrow(SyntaxError);
  });
});

describe('ResultPath', () => {
  test.each<[string | null, Json, Json, Json]>([
    ['$', { a: 1 }, 2, 2],
    [null, { a: 1 }, 2, { a: 1 }],
    ['$.b', { a: 1 }, 2, { a: 1, b: 2 }],
    ['$.a', { a: 1, b: 3 }, 2, { a: 2, b: 3 }],
    ['$.a.b.c', {}, 2, { a: { b: { c: 2 } } }],
    ['$.a.b', { a: { c: 1 } }, 2, { a: { c: 1, b: 2 } }],
    ['$.l[1]', { l: [1, 2, 3] }, 'x', { l: [1, 'x', 3] }],
    ['$.l[0].x', { l: [{ y: 1 }] }, 2, { l: [{ y: 1, x: 2 }] }],
    ["$['odd name']['a.b']", {}, 2, { 'odd name': { 'a.b': 2 } }],
    ['$[0]', [1], 2, [2]],
    ['$.a', {}, null, { a: null }],
  ])('%s in %j', (path, input, value, expected) => {
    const before = JSON.stringify(input);
    expect(write(path, input, value)).toEqual(expected);
    expect(JSON.stringify(input)).toBe(before);
  });

  test.each<[string, Json]>([
    ['$.a', 1],
    ['$.a', null],
    ['$.a', [1]],
    ['$.a', 'text'],
    ['$.a.b', { a: 1 }],
    ['$.a.b', { a: null }],
    ['$.a.b', { a: [1] }],
    ['$.l[3]', { l: [1] }],
    ['$.l[0]', { l: {} }],
    ['$.l[0]', {}],
  ])('%s cannot be written in %j', (path, input) => {
    expect(() => write(path, input, 2)).toThrow(
      new StatesError(
        'States.ResultPathMatchFailure',
        `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`,
      ),
    );
  });

  test.each(['$.a[*]', '$..a', '$.a[?(@.b)]', '$.a[-1]', '$.a[0:1]', '$$', '$x', 'a', '$.a.length()', "$['a','b']"])(
    '%s is no reference path',
    (path) => {
      expect(() => compileReference(path)).toThrow(SyntaxError);
    },
  );

  test('names of prototypes are ordinary names', () => {
    const written = write('$.__proto__.polluted', {}, true);
    expect(JSON.stringify(written)).toBe('{"__proto__":{"polluted":true}}');
    expect(JSON.stringify(write('$.constructor.prototype.polluted', {}, true))).toBe(
      '{"constructor":{"prototype":{"polluted":true}}}',
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('a long path takes no stack', () => {
    let value = write(`$${'.a'.repeat(10_000)}`, {}, 1);
    for (let depth = 0; depth < 10_000; depth++) value = (value as JsonObject).a!;
    expect(value).toBe(1);
  });

  test('what is written is read back, and nothing else changes', () => {
    const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.jsonValue(),
        (data, names, value) => {
          const input = JSON.parse(JSON.stringify(data)) as Json;
          const path = `$${names.map((one) => `['${one}']`).join('')}`;
          let written: Json;
          try {
            written = write(path, input, value as Json);
          } catch (error) {
            expect(error).toBeInstanceOf(StatesError);
            return;
          }
          let found = written;
          for (const one of names) found = Object.getOwnPropertyDescriptor(found, one)!.value as Json;
          expect(found).toBe(value);
          const others = (one: Json): string[] => Object.keys(one as JsonObject).filter((key) => key !== names[0]);
          expect(others(written)).toEqual(others(input));
        },
      ),
    );
  });
});

describe('Assign', () => {
  test('all values are made from the old ones', () => {
    const scope = scopeOf({ n: 1 }, { x: 'old', y: 2 });
    const paths = compileAssign({ x: 'new', 'y.$': '$x', 'z.$': 'States.MathAdd($y, $.n)', o: { 'p.$': '$y' } });
    expect(paths.names).toEqual(['x', 'y', 'z', 'o']);
    expect([...paths.evaluate(scope)]).toEqual([
      ['x', 'new'],
      ['y', 'old'],
      ['z', 3],
      ['o', { p: 2 }],
    ]);
    const queries = compileAssign(
      { x: 'new', y: '{% $x %}', z: ['{% $y + $states.input.n %}'] },
      { queryLanguage: 'JSONata' },
    );
    expect([...queries.evaluate(scope)]).toEqual([
      ['x', 'new'],
      ['y', 'old'],
      ['z', [3]],
    ]);
  });

  test('literals are taken as they are', () => {
    const literals = { a: '$', b: '$.x', c: '$$', d: 'States.UUID()', e: '{% $x %}', f: [null, 0.1, '$x'], g: {} };
    expect(Object.fromEntries(compileAssign(literals).evaluate(scopeOf({})))).toEqual(literals);
  });

  test('errors name the field', () => {
    expect(() => compileAssign({ 'a.$': '$.b' }).evaluate(scopeOf({}))).toThrow(
      "specified for the field 'a.$' could not be found in the input '{}'",
    );
    expect(() =>
      compileAssign({ a: { b: '{% $c %}' } }, { queryLanguage: 'JSONata', field: 'Catch[0]/Assign' }).evaluate(
        scopeOf({}),
      ),
    ).toThrow(
      "The JSONata expression '$c' specified for the field 'Catch[0]/Assign/a/b' returned nothing (undefined).",
    );
  });
});
