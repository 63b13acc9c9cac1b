import { choiceOperators } from '../choice/operators.js';
import type { Json, JsonObject } from '../doc.js';
import type { ChoiceOperator } from '../language.js';
import { assign } from './assign.js';
import { type Check, type Fields, isObject, type StateContext } from './context.js';
import { checkFields, checkOne, jsonata, jsonPath, list, table } from './fields.js';
import { jsonataOnly, jsonataValue } from './jsonata-values.js';
import { referenceOrContextPath } from './path-values.js';
import type { Place } from './place.js';
import { printedList } from './printed.js';
import { literalTimestamp, text } from './values.js';

const literal =
  (type: 'string' | 'number' | 'boolean'): Check =>
  (value, place, context) => {
    if (typeof value !== type)
      context.report.add('choice-operand', `Expected value of type [${type.toUpperCase()}]`, place);
  };

const operands: Readonly<Record<ChoiceOperator['operand'], Check>> = {
  string: literal('string'),
  number: literal('number'),
  boolean: literal('boolean'),
  timestamp: literalTimestamp('choice-operand'),
  path: referenceOrContextPath,
};

const operators: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.entries(choiceOperators).map(([name, { operand }]) => [name, operands[operand]]),
);
/** Those of the language's first year: no paths, patterns and type tests. */
const operators2017: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.entries(operators).filter(([name]) =>
    /^(?:String|Numeric|Boolean|Timestamp)(?!Matches).*(?<!Path)$/.test(name),
  ),
);

const selectors = ['And', 'Or', 'Not', 'Variable', 'Condition'];

const nested: Check = (value, place, context) => {
  if (!isObject(value)) context.report.add('field-type', 'Expected value of type [OBJECT]', place);
  else if (Object.hasOwn(value, 'Next')) {
    context.report.add('choice-nested-next', "Field 'Next' is not supported", place);
    const { Next: _, ...rest } = value;
    checkRule(rest, 'nested', place, context);
  } else checkRule(value, 'nested', place, context);
};

type Level = 'outermost' | 'nested';

const comparison = (checks: Readonly<Record<string, Check>>) => ({
  ...Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, jsonPath(check)])),
  Variable: jsonPath(referenceOrContextPath),
  And: jsonPath(list(nested, 'not-empty')),
  Or: jsonPath(list(nested, 'not-empty')),
  Not: jsonPath(nested),
  Comment: text,
});
const modern = { ...comparison(operators), Condition: jsonata(condition) };
const outermost = { ...modern, Next: text, Assign: assign, Output: jsonata(jsonataValue) };

const specs: Readonly<Record<Level, Fields>> = {
  nested: { fields: table(modern) },
  outermost: { fields: table(outermost), required: ['Next'] },
};
const specs2017: Readonly<Record<Level, Fields>> = {
  nested: { fields: table(comparison(operators2017)) },
  outermost: { fields: table({ ...comparison(operators2017), Next: text }), required: ['Next'] },
};

function condition(value: Json, place: Place, context: StateContext): void {
  if (typeof value !== 'boolean') jsonataOnly(value, place, context);
}

function checkRule(rule: JsonObject, level: Level, place: Place, context: StateContext): void {
  const [spec, known] = context.edition === 'current' ? [specs, operators] : [specs2017, operators2017];
  checkFields(rule, spec[level], place, context);
  const selected = selectors.filter((name) => Object.hasOwn(rule, name));
  if (selected.length !== 1) {
    const fields = printedList(selectors);
    context.report.add('choice-selector', `The object must have only one of the following fields, ${fields}`, place);
  } else if (selected[0] === 'Variable')
    checkOne(rule, Object.keys(known), place, context, { none: 'choice-operator', many: 'choice-operator' });
  else if (selected[0] !== 'Condition')
    for (const name of Object.keys(rule))
      if (Object.hasOwn(known, name)) context.report.add('choice-operator', `Field '${name}' is not supported`, place);
}

/** The rules of a Choice state's list of rules. */
export const choices: Check = list((value, place, context) => {
  if (isObject(value)) checkRule(value, 'outermost', place, context);
  else context.report.add('field-type', 'Expected value of type [OBJECT]', place);
}, 'not-empty');
