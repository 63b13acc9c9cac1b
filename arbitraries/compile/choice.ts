import { timestamps } from '../draw/values.js';
import type { Json, JsonObject } from '../json.js';
import type { Test, Witness } from '../recipe.js';
import { placesIn } from './shape.js';
import { fromContext, fromRoot, pathText, type View } from './view.js';

/** A comparison: an operand that makes it true, or false; and how JSONata says it. */
interface Operator {
  readonly name: string;
  readonly fits: (value: Json) => boolean;
  /** `undefined`: no operand makes it so. */
  operand(witness: 'true' | 'false', value: Json): Json;
  jsonata(value: string, operand: string): string;
  /** Whether a path can stand in the operand's place, and whether the first edition has it. */
  readonly path: boolean;
  readonly old: boolean;
}

type Relation = 'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals';
const signs: Readonly<Record<Relation, string>> = {
  Equals: '=',
  LessThan: '<',
  GreaterThan: '>',
  LessThanEquals: '<=',
  GreaterThanEquals: '>=',
};

/** For each relation whether the operand is above, below or the same as the value, to make it true and false. */
const sides: Readonly<Record<Relation, readonly [holds: -1 | 0 | 1, fails: -1 | 0 | 1]>> = {
  Equals: [0, 1],
  LessThan: [1, 0],
  GreaterThan: [-1, 0],
  LessThanEquals: [0, -1],
  GreaterThanEquals: [0, 1],
};

function ordered<Value extends Json>(
  family: string,
  fits: (value: Json) => boolean,
  move: (value: Value, by: -1 | 0 | 1) => Json,
  show: (text: string) => string = (text) => text,
): Operator[] {
  return (Object.keys(sides) as Relation[]).map((relation) => ({
    name: `${family}${relation}`,
    fits,
    operand: (witness, value) => move(value as Value, sides[relation][witness === 'true' ? 0 : 1]),
    jsonata: (value, operand) => `${show(value)} ${signs[relation]} ${show(operand)}`,
    path: true,
    old: true,
  }));
}

/** A type test is false of a value of another type by its operand, or by the type that is asked for. */
function typeTest(name: string, is: (value: Json) => boolean, jsonata: (value: string) => string): Operator {
  return {
    name,
    fits: () => true,
    operand: (witness, value) => is(value) === (witness === 'true'),
    jsonata: (value, operand) => `(${jsonata(value)}) = ${operand}`,
    path: false,
    old: false,
  };
}

const isTimestamp = (value: Json): boolean => typeof value === 'string' && timestamps.includes(value);

export const operators: readonly Operator[] = [
  ...ordered<string>(
    'String',
    (value) => typeof value === 'string',
    (value, by) => (by === 0 ? value : by > 0 ? `${value}z` : value.slice(0, -1)),
  ),
  ...ordered<number>(
    'Numeric',
    (value) => typeof value === 'number',
    (value, by) => value + by,
  ),
  ...ordered<string>(
    'Timestamp',
    isTimestamp,
    (value, by) => (by === 0 ? value : by > 0 ? '2030-01-01T00:00:00Z' : '2001-01-01T00:00:00Z'),
    (text) => `$toMillis(${text})`,
  ),
  {
    name: 'BooleanEquals',
    fits: (value) => typeof value === 'boolean',
    operand: (witness, value) => (witness === 'true' ? value : !value),
    jsonata: (value, operand) => `${value} = ${operand}`,
    path: true,
    old: true,
  },
  {
    name: 'StringMatches',
    fits: (value) => typeof value === 'string' && !value.includes('*') && !value.includes('\\'),
    operand: (witness, value) => (witness === 'true' ? `${String(value).slice(0, 1)}*` : `${String(value)}?`),
    jsonata: (value, operand) =>
      operand.endsWith('*"')
        ? `$substring(${value}, 0, ${operand.length - 3}) = ${operand.slice(0, -2)}"`
        : `${value} = ${operand}`,
    path: false,
    old: false,
  },
  typeTest(
    'IsNull',
    (value) => value === null,
    (value) => `${value} = null`,
  ),
  typeTest(
    'IsString',
    (value) => typeof value === 'string',
    (value) => `$type(${value}) = "string"`,
  ),
  typeTest(
    'IsNumeric',
    (value) => typeof value === 'number',
    (value) => `$type(${value}) = "number"`,
  ),
  typeTest(
    'IsBoolean',
    (value) => typeof value === 'boolean',
    (value) => `$type(${value}) = "boolean"`,
  ),
  typeTest(
    'IsPresent',
    () => true,
    (value) => `$exists(${value})`,
  ),
  typeTest(
    'IsTimestamp',
    isTimestamp,
    (value) => `$type(${value}) = "string" and $contains(${value}, /^\\d{4}-\\d\\d-\\d\\dT/)`,
  ),
];

type Compare = Extract<Test, { readonly test: 'compare' }>;

/** A rule of a JSONPath Choice, without Next. */
export function jsonpathRule(test: Test, view: View): JsonObject {
  switch (test.test) {
    case 'and':
      return { And: test.tests.map((inner) => jsonpathRule(inner, view)) };
    case 'or':
      return { Or: test.tests.map((inner) => jsonpathRule(inner, view)) };
    case 'not':
      return { Not: jsonpathRule(test.of, view) };
    case 'compare': {
      const { variable, operator, operand, path } = comparison(test, view);
      return path === undefined
        ? { Variable: variable, [operator.name]: operand }
        : { Variable: variable, [`${operator.name}Path`]: path };
    }
  }
}

/** The same as a JSONata expression. */
export function jsonataCondition(test: Test, view: View): string {
  switch (test.test) {
    case 'and':
    case 'or':
      return `(${test.tests.map((inner) => jsonataCondition(inner, view)).join(` ${test.test} `)})`;
    case 'not':
      return `$not(${jsonataCondition(test.of, view)})`;
    case 'compare': {
      const { variable, operator, operand, path } = comparison(test, view);
      return `(${operator.jsonata(variable, path ?? JSON.stringify(operand))})`;
    }
  }
}

interface Comparison {
  readonly variable: string;
  readonly operator: Operator;
  readonly operand: Json;
  readonly path: string | undefined;
}

function comparison(test: Compare, view: View): Comparison {
  const old = !view.isModern;
  const places = placesIn(view.shape);
  const context =
    !old && !view.lacks('functions') && (places.length === 0 || test.of >= 56) ? fromContext(view, test.of) : undefined;
  const place = places[test.of % Math.max(places.length, 1)];
  const seen =
    context?.kind === 'dynamic'
      ? { text: context.text, value: context.shape ?? null }
      : { text: pathText(view.language, view.root, place?.steps ?? []), value: place?.value ?? null };
  const { witness } = test;
  if (witness === 'absent') return absent(test, view);
  const known = operators.filter((operator) => operator.old || !old);
  const fitting = known.filter(({ fits }) => fits(seen.value));
  const strange = known.filter(
    ({ fits, name }) => !fits(seen.value) && (view.language === 'JSONPath' || /Equals$/.test(name)),
  );
  const choice = witness === 'type' || fitting.length === 0 ? strange : fitting;
  const operator = choice[test.operator % choice.length] ?? known[0]!;
  if (!operator.fits(seen.value)) return { variable: seen.text, ...otherwise(operator, view) };
  const path =
    test.byPath && operator.path
      ? (fromRoot(view, test.operator, operator.fits) ??
        (old ? undefined : fromContext(view, test.operator, operator.fits)))
      : undefined;
  return {
    variable: seen.text,
    operator,
    operand: operator.operand(asTruth(witness), seen.value),
    path: path?.kind === 'dynamic' ? path.text : undefined,
  };
}

const asTruth = (witness: Witness): 'true' | 'false' => (witness === 'true' ? 'true' : 'false');

const samples: readonly Json[] = ['a', 1, true, timestamps[0]!];

/** An operator that is not for values of this type: it holds of none. In JSONata only `=` compares different types. */
function otherwise(operator: Operator, view: View): Omit<Comparison, 'variable'> {
  const sample = samples.find(
    (value) => operator.fits(value) && (operator.name.startsWith('Timestamp') ? isTimestamp(value) : true),
  )!;
  const equal =
    view.language === 'JSONata'
      ? { ...operator, jsonata: (value: string, operand: string) => `${value} = ${operand}` }
      : operator;
  return { operator: equal, operand: operator.operand('true', sample), path: undefined };
}

function absent(test: Compare, view: View): Comparison {
  const operator = operators[test.operator % operators.length]!;
  const usable = view.isModern || operator.old ? operator : operators[0]!;
  const sample = samples.find((value) => usable.fits(value))!;
  return {
    variable: pathText(view.language, view.root, ['nowhere']),
    operator: usable,
    operand: usable.operand('true', sample),
    path: undefined,
  };
}
