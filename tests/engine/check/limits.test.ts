import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, checkState, parseDefinition, refusal, validateDefinition } from '../../../engine/asl/check/index.js';
import { maximumStateDepth } from '../../../engine/asl/check/machine.js';
import type { Json, JsonObject } from '../../../engine/asl/doc.js';
import { machine, parallel, pass } from './definitions.js';
import { mutants } from './mutants/index.js';

const rulesOf = (text: string): string[] => parseDefinition(text).diagnostics.map(({ rule }) => rule);
const one = (state: JsonObject, fields: JsonObject = {}): JsonObject => machine({ A: state }, fields);

describe('text that is no definition', () => {
  test.each([
    ['', 'definition-empty', undefined],
    [' \n', 'definition-empty', undefined],
    ['null', 'definition-empty', undefined],
    ['[]', 'definition-object', '/'],
    ['"text"', 'definition-object', '/'],
    ['{"a": }', 'json-syntax', undefined],
    ['{} {}', 'json-syntax', undefined],
  ])('%j', (text, rule, location) => {
    const [first, ...more] = parseDefinition(text).diagnostics;
    expect(first).toMatchObject({ rule, severity: 'ERROR' });
    expect(first?.location).toBe(location);
    expect(more).toEqual([]);
  });

  test.each([
    ['{not json}', "Unexpected character ('n' (code 110)): was expecting double-quote to start field name", 2],
    [
      'not json',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      4,
    ],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 6],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 4],
    ['{"a":1', 'Unexpected end-of-input: expected close marker for Object', 7],
  ])('what is wrong with %j, and where', (text, message, column) => {
    const said = parseDefinition(text).diagnostics[0]?.message ?? '';
    expect(said.startsWith(message)).toBe(true);
    expect(said).toContain(`line: 1, column: ${column}]`);
  });

  test('our scanner refuses exactly what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\\u12',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((all) => all.join('')),
          fc.json(),
        ),
        (text) => {
          const isJson = ((): boolean => {
            try {
              JSON.parse(text);
              return true;
            } catch {
              return false;
            }
          })();
          expect(rulesOf(text).includes('json-syntax')).toBe(!isJson && text.trim() !== '');
        },
      ),
    );
  });

  test('a state that stands twice in States is found, though parsing hides it', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"\\u0041":{"Type":"Pass","End":true}}}';
    expect(refusal(text)).toBe('DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A');
    const inBranch = JSON.stringify(one(parallel(machine({ B: pass })))).replace(
      '"B":{',
      '"B":{"Type":"Succeed"},"B":{',
    );
    expect(refusal(inBranch)).toBe('DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/Branches[0]/States/B');
    const inData = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"States":{"B":1,"B":2}},"End":true}}}';
    expect(refusal(inData)).toBeUndefined();
  });
});

describe('size and depth', () => {
  test('1,048,576 characters are read, one more is refused', () => {
    const text = JSON.stringify(one({ ...pass, Comment: '' }));
    const full = text.replace('"Comment":""', `"Comment":"${'c'.repeat(1_048_576 - text.length)}"`);
    expect(full).toHaveLength(1_048_576);
    expect(refusal(full)).toBeUndefined();
    expect(refusal(`${full} `)).toMatch(/^INVALID_JSON_DESCRIPTION: /);
  });

  test('9,000 states', () => {
    const states = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, index) => [`S${index}`, { Type: 'Pass', Next: `S${index + 1}` }]),
    );
    expect(refusal(JSON.stringify(machine({ ...states, S9000: pass })))).toBeUndefined();
  });

  const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json;
  test('values nest up to 1,000 deep', () => {
    expect(refusal(JSON.stringify(one({ ...pass, Result: nested(997) })))).toBeUndefined();
    expect(refusal(JSON.stringify(one({ ...pass, Parameters: { a: nested(996) } })))).toBeUndefined();
    expect(refusal(JSON.stringify(one({ ...pass, Result: nested(998) })))).toMatch(/nests deeper than 1000 levels/);
    expect(rulesOf('['.repeat(500_000))).toEqual(['json-depth']);
  });

  test('choice rules nest as deep as values', () => {
    let rule: JsonObject = { Variable: '$.a', IsNull: true };
    for (let depth = 0; depth < 900; depth++) rule = { Not: rule };
    const states = { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }] }, B: { Type: 'Succeed' } };
    expect(refusal(JSON.stringify(machine(states)))).toBeUndefined();
  });

  test(`states nest up to ${maximumStateDepth} deep`, () => {
    let inner = machine({ S0: pass });
    for (let depth = 1; depth <= maximumStateDepth; depth++) inner = machine({ [`S${depth}`]: parallel(inner) });
    expect(refusal(JSON.stringify(inner))).toBeUndefined();
    expect(refusal(JSON.stringify(machine({ Outer: parallel(inner) })))).toMatch(/^TOO_DEEPLY_NESTED: /);
  });

  test('a path of 10,000 segments, and an expression of as many brackets', () => {
    const long = `$${'.a'.repeat(10_000)}`;
    expect(refusal(JSON.stringify(one({ ...pass, InputPath: long, ResultPath: long })))).toBeUndefined();
    const deep = `{% ${'('.repeat(10_000)}1${')'.repeat(10_000)} %}`;
    const checked = validateDefinition(JSON.stringify(one({ ...pass, Output: deep }, { QueryLanguage: 'JSONata' })));
    expect(checked.diagnostics.every(({ code }) => code === 'INVALID_JSONATA_EXPRESSION')).toBe(true);
    const filters = `$${'[?(@.a'.repeat(3_000)}`;
    expect(refusal(JSON.stringify(one({ ...pass, InputPath: filters })))).toMatch(/Value must be a valid JSONPath/);
  });
});

describe('hostile values', () => {
  test('members called __proto__ and constructor are data, or unsupported fields', () => {
    const text =
      '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"__proto__":{"a":1},"constructor":1},"End":true}}}';
    expect(refusal(text)).toBeUndefined();
    const field = text.replace('"End":true', '"End":true,"constructor":1,"toString":2');
    expect(refusal(field)).toBe(
      "SCHEMA_VALIDATION_FAILED: Field 'constructor' is not supported at /States/A, SCHEMA_VALIDATION_FAILED: Field 'toString' is not supported at /States/A",
    );
    expect(refusal('{"StartAt":"constructor","States":{"A":{"Type":"Pass","End":true}}}')).toMatch(
      /Missing 'Next' target: constructor/,
    );
    expect(refusal('{"StartAt":"A","States":{"A":{"Type":"constructor","End":true}}}')).toMatch(
      /The field 'Type' should have/,
    );
  });

  test('any JSON object is judged without throwing', () => {
    const names = fc.constantFrom(
      'StartAt',
      'States',
      'Type',
      'Choices',
      'Branches',
      'Retry',
      'Catch',
      'ItemProcessor',
      'Assign',
      'Next',
      '__proto__',
    );
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('Pass', 'Task', 'Map', 'Choice', 'Parallel', 'JSONata', '{% a'),
        fc.jsonValue(),
        fc.array(tie('value')),
        tie('object'),
      ),
      object: fc.dictionary(fc.oneof(names, fc.string()), tie('value')),
    }));
    fc.assert(
      fc.property(values.object, (value) => {
        const definition = JSON.parse(JSON.stringify(value)) as JsonObject;
        expect(Array.isArray(check(definition))).toBe(true);
        expect(Array.isArray(check(definition, { edition: '2017-03-30' }))).toBe(true);
        expect(Array.isArray(checkState(definition))).toBe(true);
      }),
    );
  });

  test('a valid definition with one value replaced is judged without throwing', () => {
    const twins = mutants.map(({ twin }) => JSON.parse(JSON.stringify(twin)) as JsonObject);
    fc.assert(
      fc.property(fc.constantFrom(...twins), fc.nat(), fc.jsonValue(), (twin, place, value) => {
        const text = JSON.stringify(twin);
        let count = 0;
        JSON.parse(text, (_, old: unknown) => {
          count++;
          return old;
        });
        let seen = 0;
        const changed: unknown = JSON.parse(text, (_, old: unknown) => (seen++ === place % count ? value : old));
        if (typeof changed === 'object' && changed !== null && !Array.isArray(changed))
          expect(Array.isArray(check(changed as JsonObject))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
