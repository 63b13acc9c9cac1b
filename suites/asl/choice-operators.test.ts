import { type CaseContext, describe, expect, isAssertion, restsOn, Shown, test } from '../../harness/index.js';

/**
 * The truth table of the comparison operators: every operator, with operands at its edges, applied to values of every kind.
 * One execution asks one row of it: a chain of Choice states, each of which notes whether its rule held.
 */

type Truth = (value: unknown, operand: unknown) => boolean;

/**
 * The values that each operator is applied to, by the name of the member that holds them. No name is a word of JSON: some
 * targets can't select a member of the name `true`, and this is about operators.
 */
const values: Record<string, unknown> = {
  nil: null,
  yes: true,
  no: false,
  zero: 0,
  one: 1,
  oneAndAHalf: 1.5,
  minusOne: -1,
  large: 1e15,
  emptyText: '',
  textA: 'A',
  textAB: 'AB',
  texta: 'a',
  text1: '1',
  textTrue: 'true',
  textNull: 'null',
  noon: '2020-02-29T12:00:00Z',
  evening: '2020-02-29T18:00:00Z',
  dateOnly: '2020-02-29',
  emptyList: [],
  list: [1],
  emptyObject: {},
  object: { A: 1 },
};

/** Instants that are written otherwise than to the second and in UTC: a thing of its own, which many a target can't read. */
const forms: Record<string, string> = {
  noon: '2020-02-29T12:00:00Z',
  noonElsewhere: '2020-02-29T14:00:00+02:00',
  noonBehind: '2020-02-29T07:00:00-05:00',
  afterNoon: '2020-02-29T12:00:00.001Z',
};

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const instant = (value: unknown): number | undefined =>
  typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : undefined;

const comparisons: Record<string, (order: number) => boolean> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** Below, equal or above; `undefined` when the two can't be compared. Strings go by UTF-16 code units. */
const orders: Record<string, (value: unknown, operand: unknown) => number | undefined> = {
  String: (a, b) => (typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : undefined),
  Numeric: (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : undefined),
  Timestamp: (a, b) => {
    const [x, y] = [instant(a), instant(b)];
    return x === undefined || y === undefined ? undefined : x - y;
  },
};

const operands: Record<string, unknown[]> = {
  String: ['', 'A', 'AB', '1', '2020-02-29T12:00:00Z'],
  Numeric: [0, 1, -1, 1.5, 2, 1e15],
  Timestamp: ['2020-02-29T12:00:00Z', '2020-02-29T18:00:00Z'],
  Boolean: [true, false],
};

interface Operator {
  readonly name: string;
  readonly statement: string;
  readonly operands: readonly unknown[];
  readonly holds: Truth;
  /** Whether a value is of the type that it compares. Absent: it asks for the type, so none is of another. */
  readonly compares?: (value: unknown) => boolean;
  readonly editions?: readonly string[];
}

function* operators(): Generator<Operator> {
  const statements: Record<string, string> = { Numeric: 'asl:Choice/numeric', Timestamp: 'asl:Choice/timestamp' };
  for (const [kind, order] of Object.entries(orders)) {
    for (const [suffix, holds] of Object.entries(comparisons)) {
      const own = suffix === 'Equals' ? 'asl:Choice/string-equals' : 'asl:Choice/string-order';
      yield {
        name: `${kind}${suffix}`,
        statement: statements[kind] ?? own,
        operands: operands[kind]!,
        compares: (value) => order(value, value) !== undefined,
        holds: (value, operand) => {
          const found = order(value, operand);
          return found !== undefined && holds(found);
        },
      };
    }
  }
  yield {
    name: 'BooleanEquals',
    statement: 'asl:Choice/boolean-equals',
    operands: operands.Boolean!,
    compares: (value) => typeof value === 'boolean',
    holds: (value, operand) => value === operand,
  };
  const types: Record<string, (value: unknown) => boolean> = {
    IsNull: (value) => value === null,
    IsString: (value) => typeof value === 'string',
    IsNumeric: (value) => typeof value === 'number',
    IsBoolean: (value) => typeof value === 'boolean',
    IsTimestamp: (value) => instant(value) !== undefined,
  };
  for (const [name, is] of Object.entries(types)) {
    yield {
      name,
      statement: 'asl:Choice/is-type',
      operands: [true, false],
      holds: (value, operand) => is(value) === operand,
      editions: ['current'],
    };
  }
}

/** A chain of Choice states: one for each rule, which notes in `$.<key>` whether it held. */
function chainOf(rules: readonly (readonly [key: string, rule: object])[]): object {
  const states: Record<string, object> = { Done: { Type: 'Succeed' } };
  rules.forEach(([key, rule], index) => {
    const next = index + 1 < rules.length ? `Ask ${index + 1}` : 'Done';
    states[`Ask ${index}`] = {
      Type: 'Choice',
      Choices: [{ ...rule, Next: `Held ${index}` }],
      Default: `Did not ${index}`,
    };
    states[`Held ${index}`] = { Type: 'Pass', Result: 'held', ResultPath: `$.${key}`, Next: next };
    states[`Did not ${index}`] = { Type: 'Pass', Result: 'did not', ResultPath: `$.${key}`, Next: next };
  });
  return { StartAt: 'Ask 0', States: states };
}

/** What the chain noted, without the values it was asked about. */
function notes(output: unknown): unknown {
  const { value: _value, operand: _operand, texts: _texts, ...noted } = output as Record<string, unknown>;
  return noted;
}

const names = Object.keys(values);

const note = (held: boolean) => (held ? 'held' : 'did not');

/** What each value should come to. */
const row = (holds: (value: unknown) => boolean, asked: readonly string[] = names) =>
  Object.fromEntries(asked.map((name) => [name, note(holds(values[name]))]));

/**
 * Applies a rule to each value. That a value of another type never holds, and never fails either, is a claim of its own: where
 * the operator is right on values of its type, that one is broken.
 */
async function tryOperator(
  context: CaseContext,
  { holds, compares }: Operator,
  operand: unknown,
  rule: object,
): Promise<void> {
  const ask = async (asked: readonly string[]) => {
    const rules = asked.map((name) => [name, { Variable: `$.value.${name}`, ...rule }] as const);
    const outcome = await context.executions.run(chainOf(rules), { input: { value: values, operand } });
    expect(outcome.status).toBe('SUCCEEDED');
    expect(notes(outcome.output)).toEqual(row((value) => holds(value, operand), asked));
  };
  try {
    await ask(names);
  } catch (error) {
    if (compares === undefined || !isAssertion(error)) throw error;
    const told = new Shown(context.latestExchange(), error);
    await ask(names.filter((name) => compares(values[name])));
    await restsOn('asl:Choice/type-mismatch-is-false', () => Promise.reject(told));
  }
}

function testForms({ name, holds, editions }: Operator): void {
  const operands: Record<string, unknown> = name.startsWith('Is') ? { yes: true } : forms;
  describe(name, () => {
    test('reads fractions of a second and offsets', {
      cites: ['asl:Choice/timestamp-forms'],
      ...(editions && { editions }),
    }, async ({ executions }) => {
      const asked = Object.entries(forms).flatMap(([value, text]) =>
        Object.entries(operands).map(([to, operand]) => ({ key: `${value}_${to}`, value, text, operand })),
      );
      const rules = asked.map(
        ({ key, value, operand }) => [key, { Variable: `$.value.${value}`, [name]: operand }] as const,
      );
      const outcome = await executions.run(chainOf(rules), { input: { value: forms } });
      expect(outcome.status).toBe('SUCCEEDED');
      expect(notes(outcome.output)).toEqual(
        Object.fromEntries(asked.map(({ key, text, operand }) => [key, note(holds(text, operand))])),
      );
    });
  });
}

for (const operator of operators()) {
  describe(operator.name, () => {
    for (const operand of operator.operands) {
      test(`with ${JSON.stringify(operand)} holds for the values it should`, {
        cites: [operator.statement, 'asl:Choice/type-mismatch-is-false'],
        ...(operator.editions && { editions: operator.editions }),
      }, async (context) => {
        await tryOperator(context, operator, operand, { [operator.name]: operand });
      });
    }
  });

  if (operator.name.includes('Timestamp')) testForms(operator);
  if (operator.name.startsWith('Is')) continue;
  describe(`${operator.name}Path`, () => {
    for (const operand of operator.operands) {
      test(`to ${JSON.stringify(operand)} holds for the values it should`, {
        cites: ['asl:Choice/paths', operator.statement],
        editions: ['current'],
      }, async (context) => {
        await tryOperator(context, operator, operand, { [`${operator.name}Path`]: '$.operand' });
      });
    }
  });
}

describe('IsPresent', () => {
  for (const operand of [true, false]) {
    test(`with ${operand} holds for what is ${operand ? '' : 'not '}there`, {
      cites: ['asl:Choice/is-present'],
      editions: ['current'],
    }, async ({ executions }) => {
      const asked = [...names, 'nothing'];
      const rules = asked.map((name) => [name, { Variable: `$.value.${name}`, IsPresent: operand }] as const);
      const outcome = await executions.run(chainOf(rules), { input: { value: values } });
      expect(outcome.status).toBe('SUCCEEDED');
      expect(notes(outcome.output)).toEqual({ ...row(() => operand), nothing: note(!operand) });
    });
  }
});

describe('StringMatches', () => {
  const texts = ['', 'a', 'ab', 'abc', 'abcab', 'a*c', 'file.txt', 'a\\c', 'xabx', 'ABC'];
  const patterns: Record<string, RegExp> = {
    abc: /^abc$/,
    '*': /^.*$/,
    'a*': /^a.*$/,
    '*c': /^.*c$/,
    '*b*': /^.*b.*$/,
    'a*b': /^a.*b$/,
    'a*b*c': /^a.*b.*c$/,
    'a\\*c': /^a\*c$/,
    'a\\\\c': /^a\\c$/,
    '*.txt': /^.*\.txt$/,
    'a?c': /^a\?c$/,
    'a.c': /^a\.c$/,
  };
  for (const [pattern, meaning] of Object.entries(patterns)) {
    test(`with ${JSON.stringify(pattern)} holds for the texts it should`, {
      cites: ['asl:Choice/string-matches'],
      editions: ['current'],
    }, async ({ executions }) => {
      const rules = texts.map(
        (_, index) => [`t${index}`, { Variable: `$.texts[${index}]`, StringMatches: pattern }] as const,
      );
      const outcome = await executions.run(chainOf(rules), { input: { texts } });
      expect(outcome.status).toBe('SUCCEEDED');
      expect(notes(outcome.output)).toEqual(
        Object.fromEntries(texts.map((text, index) => [`t${index}`, note(meaning.test(text))])),
      );
    });
  }

  test('does not hold for what is no string', {
    cites: ['asl:Choice/string-matches', 'asl:Choice/type-mismatch-is-false'],
    editions: ['current'],
  }, async ({ executions }) => {
    const rules = names.map((name) => [name, { Variable: `$.value.${name}`, StringMatches: '*' }] as const);
    const outcome = await executions.run(chainOf(rules), { input: { value: values } });
    expect(outcome.status).toBe('SUCCEEDED');
    expect(notes(outcome.output)).toEqual(row((value) => typeof value === 'string'));
  });
});
