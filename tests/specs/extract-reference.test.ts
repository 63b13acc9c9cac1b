import { describe, expect, test } from 'vitest';
import { ExtractionError } from '../../specs/extract/error.js';
import { extractReference } from '../../specs/extract/reference.js';
import { lineOf, miniReference } from './mini-reference.js';

describe('a reference in the form of the converted book', () => {
  const parts = extractReference(miniReference);

  test('operations', () => {
    const { cite: _cite, ...operation } = parts.operations.CountSheep ?? {};
    const line = (text: string) => lineOf(miniReference, text);
    expect(operation).toEqual({
      request: {
        body: 'members',
        cite: { line: line('### Request Parameters'), page: 3 },
        members: {
          atMost: {
            type: 'integer',
            minimum: 1,
            maximum: 99,
            required: false,
            cite: { line: line('#### **atMost (p. 3)**'), page: 3 },
          },
          name: {
            type: 'string',
            minLength: 1,
            maxLength: 80,
            required: true,
            cite: { line: line('**name** (p. 3)'), page: 3 },
          },
          slowly: { type: 'boolean', required: false, cite: { line: line('### [slowly \\(p. 3\\)](#)'), page: 3 } },
        },
      },
      response: {
        body: 'members',
        cite: { line: line('## Response Elements') + 2, page: 4 },
        members: {
          sheep: {
            type: 'list',
            items: { type: 'structure', name: 'Sheep' },
            cite: { line: line('### sheep (p. 4)'), page: 4 },
          },
        },
      },
      errors: {
        FellAsleep: { status: 400, cite: { line: line('**FellAsleep**'), page: 5 } },
        NoSheep: { status: 404, cite: { line: line('### **NoSheep**'), page: 5 } },
      },
    });
    expect(parts.operations.ShearSheep?.response).toMatchObject({ body: 'empty', members: {} });
  });

  test('the rest', () => {
    expect(parts.apiVersion).toBe('2020-02-02');
    expect(parts.published).toBe('2020-02-03');
    expect(parts.dataTypes.Wool?.members.colour).toMatchObject({
      type: 'string',
      enum: ['WHITE', 'BLACK'],
      required: false,
    });
    expect(Object.keys(parts.errors)).toEqual(['FellAsleep', 'NoSheep']);
    expect(parts.commonErrors.Wolf?.status).toBe(500);
    expect(parts.commonParameters['X-Sheep-Date']?.required).toBe('conditional');
    expect(parts.notes).toEqual([]);
  });

  test('a syntax block that a page break has cut is compared by its names, and noted', () => {
    const cut = miniReference.replace('  "sheep": [\n    {', '```\n\n```\n  "sheep": [\n    {');
    expect(extractReference(cut).notes).toEqual([
      expect.stringMatching(
        /^line \d+: "Response Syntax" of CountSheep is cut into 2 blocks; only its names were compared\.$/,
      ),
    ]);
    expect(() => extractReference(cut.replace('"colour"', '"color"'))).toThrow('lacks colour');
  });
});

/** Damages: what is replaced by what, and the line that the error must name. */
const damages: readonly (readonly [what: string, from: string, to: string, named: string, message: RegExp])[] = [
  ['a heading in the wrong place', '# CountSheep', '# CountGoats', '# CountGoats', /"CountGoats" cannot be classified/],
  ['an unknown section', '## Errors', '## Mistakes', '## Mistakes', /"Mistakes" (cannot be classified|refers to page)/],
  ['a section out of order', '## Response Syntax', '## Errors', '## Errors', /not the next section of CountSheep/],
  ['a member without its page', '**name** (p. 3)', '**name**', '**name**', /refers to page none/],
  ['a member with another page', '**name** (p. 3)', '**name** (p. 9)', '**name** (p. 9)', /refers to page 9/],
  ['a heading that lost its marks', '#### **atMost (p. 3)**', 'atMost (p. 3)', 'atMost (p. 3)', /not a sentence/],
  [
    'a later heading that lost its marks',
    '**name** (p. 3)',
    'name (p. 3)',
    'name (p. 3)',
    /neither a heading nor a field/,
  ],
  ['an unknown type', 'Type: Boolean', 'Type: Perhaps', 'Type: Perhaps', /the type "Perhaps" is unknown/],
  [
    'a type that is not described',
    'Type: [Wool](#) (p. 9) object',
    'Type: [Silk](#) (p. 9) object',
    '### **wool**',
    /the data type Silk is not described/,
  ],
  [
    'a label in the plural',
    'Length Constraints: Maximum length of 80.',
    'Length Constraint: Maximum length of 80.',
    'Length Constraint: Maximum length of 80.',
    /a damaged field line/,
  ],
  [
    'a limit that is no number',
    'Length Constraints: Maximum length of 80.',
    'Length Constraints: Maximum length of 8O.',
    'Length Constraints: Maximum length of 8O.',
    /"Length Constraints" is not understood/,
  ],
  [
    'a minimum above the maximum',
    'Valid Range: Minimum value of 1. Maximum value of 99.',
    'Valid Range: Minimum value of 100. Maximum value of 99.',
    'Valid Range: Minimum value of 100. Maximum value of 99.',
    /minimum above its maximum/,
  ],
  [
    'a range of a text',
    'Length Constraints: Maximum length of 80.',
    'Valid Range: Maximum value of 80.',
    'Valid Range: Maximum value of 80.',
    /does not fit the type String/,
  ],
  [
    'an answer that is neither yes nor no',
    'Required: Conditional',
    'Required: Perhaps',
    'Required: Perhaps',
    /must be Yes, No or Conditional/,
  ],
  [
    'a status that is none',
    'HTTP Status Code: 500',
    'HTTP Status Code: 50',
    'HTTP Status Code: 50',
    /not an HTTP status/,
  ],
  [
    'values that are no words',
    'Valid Values: `WHITE` | `BLACK`',
    'Valid Values: `WHITE` or `BLACK`',
    'Valid Values: `WHITE` or `BLACK`',
    /not a list of words/,
  ],
  [
    'an answer that is not stated',
    'If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body.',
    'If the action is successful, something happens.',
    'If the action is successful, something happens.',
    /not a sentence that "Response Elements" can have/,
  ],
  [
    'a row that is none',
    '| Actions ..... | 2 |',
    '| Actions | 2 |',
    '| Actions | 2 |',
    /not a row of the table of contents/,
  ],
  [
    'a page that goes back',
    '| Wool ..... | 9 |',
    '| Wool ..... | 2 |',
    '| Wool ..... | 2 |',
    /page 2 comes after page 8/,
  ],
  [
    'a missing entry of a list',
    '- [ShearSheep](#) (p. 6)',
    '',
    '# CountSheep',
    /the list of Actions and the table of contents differ/,
  ],
];

describe('what cannot be classified is an error that names its line', () => {
  test.each(damages)('%s', (_what, from, to, named, message) => {
    const text = miniReference.replace(`\n${from}\n`, `\n${to}\n`);
    expect(text).not.toBe(miniReference);
    const error = thrown(() => extractReference(text));
    expect(error).toBeInstanceOf(ExtractionError);
    expect((error as ExtractionError).message).toMatch(message);
    expect((error as ExtractionError).line).toBe(lineOf(text, named));
  });

  test.each([
    ['Type: Integer', 'Type Integer', /the request member atMost has no "Type" line|does not fit/],
    ['# Common Errors', '', /./],
    [
      'This document was last published on February 3, 2020.',
      'This document was last published on Smarch 3, 2020.',
      /not a date/,
    ],
  ])('%s -> %s', (from, to, message) => {
    const error = thrown(() => extractReference(miniReference.replace(`\n${from}\n`, `\n${to}\n`)));
    expect((error as ExtractionError).line).toBeTypeOf('number');
    expect((error as ExtractionError).message).toMatch(message);
  });
});

describe('every line counts', () => {
  const ignorable =
    /^(?:\|[ |:-]*\||- \[AWS SDK.*|For (?:more )?information about .*|The (?:request accepts|following) .*|They (?:are these|move)\.|Counts them\.|None there\.|Sheep as a service\.|Where to stop\.|Which ones.*|- wool in.*|When, such as:|Condition: .*|\*\*Note\*\*|# \*\*A Reference\*\*|20200203T000000Z\.)$/;
  const lines = miniReference.split('\n');
  const whole = withoutLines(extractReference(miniReference));

  test.each(
    lines.flatMap((line, index) => (line.trim() === '' || ignorable.test(line) ? [] : [[index + 1, line] as const])),
  )('line %i: %s', (number) => {
    const text = lines.map((line, index) => (index === number - 1 ? '' : line)).join('\n');
    let result: unknown;
    try {
      result = withoutLines(extractReference(text));
    } catch (error) {
      expect(error).toBeInstanceOf(ExtractionError);
      return;
    }
    expect(result).not.toEqual(whole);
  });
});

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, entry) => (key === 'line' ? undefined : entry)));
}
