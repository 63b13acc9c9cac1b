import type { Json } from '../doc.js';
import type { ChoiceOperand, ChoiceOperator, Language } from '../language.js';
import { parseTimestamp } from '../timestamp.js';
import { stringMatches } from './string-matches.js';

type Relation = 'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals';

const holds: Record<Relation, <T>(left: T, right: T) => boolean> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
};

/** What of a value is compared; `undefined` when it is of another kind, and then no comparison holds. */
const comparable: Record<ChoiceOperand, (value: Json | undefined) => string | number | bigint | boolean | undefined> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (typeof value === 'number' ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  timestamp: (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined),
};

function comparison(compares: ChoiceOperand, relation: Relation): ChoiceOperator['test'] {
  const read = comparable[compares];
  const relate = holds[relation];
  return (value, operand) => {
    const left = read(value);
    if (left === undefined) return false;
    const right = read(operand);
    return right !== undefined && relate(left, right);
  };
}

/** A type test: whether what it finds is what the rule says. */
function typeTest(test: (value: Json | undefined) => boolean): ChoiceOperator {
  return { operand: 'boolean', compares: 'boolean', test: (value, operand) => test(value) === operand };
}

function comparisons(
  prefix: string,
  compares: ChoiceOperand,
  relations: readonly Relation[],
): [string, ChoiceOperator][] {
  return relations.flatMap((relation): [string, ChoiceOperator][] => {
    const test = comparison(compares, relation);
    const name = `${prefix}${relation}`;
    return [
      [name, { operand: compares, compares, test }],
      [`${name}Path`, { operand: 'path', compares, test }],
    ];
  });
}

const ALL: readonly Relation[] = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/** The comparisons of Choice rules. A value of another kind than the operator's compares false, it is no error. */
export const choiceOperators: Readonly<Record<string, ChoiceOperator>> = {
  ...Object.fromEntries([
    ...comparisons('String', 'string', ALL),
    ...comparisons('Numeric', 'number', ALL),
    ...comparisons('Timestamp', 'timestamp', ALL),
    ...comparisons('Boolean', 'boolean', ['Equals']),
  ]),
  StringMatches: {
    operand: 'string',
    compares: 'string',
    test: (value, operand) => typeof value === 'string' && typeof operand === 'string' && stringMatches(value, operand),
  },
  IsNull: typeTest((value) => value === null),
  IsPresent: typeTest((value) => value !== undefined),
  IsNumeric: typeTest((value) => typeof value === 'number'),
  IsString: typeTest((value) => typeof value === 'string'),
  IsBoolean: typeTest((value) => typeof value === 'boolean'),
  IsTimestamp: typeTest((value) => typeof value === 'string' && parseTimestamp(value) !== undefined),
};

export const choiceCombiners: Language['choiceCombiners'] = {
  And: (rules, scope) => rules.every((rule) => rule(scope)),
  Or: (rules, scope) => rules.some((rule) => rule(scope)),
  Not: ([rule], scope) => !rule!(scope),
};
