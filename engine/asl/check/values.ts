import type { Json } from '../doc.js';
import type { Check, StateContext } from './context.js';
import { jsonataString, looksLikeJsonata } from './jsonata-values.js';
import type { Place } from './place.js';
import { printedList } from './printed.js';
import type { RuleId } from './rules.js';

/** A value of the type, or in a JSONata state a string between `{%` and `%}` that makes one. */
function orJsonata(literal: Check): Check {
  return (value, place, context) => {
    if (context.language === 'JSONata' && typeof value === 'string' && looksLikeJsonata(value))
      jsonataString(value, place, context);
    else literal(value, place, context);
  };
}

function wrongType(name: string, place: Place, context: StateContext, rule: RuleId = 'field-type'): void {
  context.report.add(rule, `Expected value of type ${name}`, place);
}

export const anything: Check = () => {};

export const text: Check = (value, place, context) => {
  if (typeof value !== 'string') wrongType('[STRING]', place, context);
};

export const boolean: Check = (value, place, context) => {
  if (typeof value !== 'boolean') wrongType('[BOOLEAN]', place, context);
};

/** A string that may be JSONata. */
export const textOrJsonata: Check = orJsonata(text);

/** A string like {@link textOrJsonata}'s whose plain form looks like a path that AWS won't evaluate. */
export const staticText: Check = (value, place, context) => {
  textOrJsonata(value, place, context);
  if (context.language === 'JSONPath' && typeof value === 'string' && looksLikePath(value))
    context.report.add(
      'field-no-path',
      `The value looks like a path, but the field's name does not end with 'Path'`,
      place,
    );
};

function inRange(
  value: number,
  bounds: readonly [number, number],
  print: (bound: number) => string,
  place: Place,
  context: StateContext,
): void {
  const [minimum, maximum] = bounds;
  if (value < minimum) context.report.add('value-range', `Minimum value is ${print(minimum)}`, place);
  if (value > maximum) context.report.add('value-range', `Maximum value is ${print(maximum)}`, place);
}

/** An integer that is written out. */
export function literalInteger(minimum: number, maximum = Number.POSITIVE_INFINITY): Check {
  return (value, place, context) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) wrongType('Integer', place, context);
    else inRange(value, [minimum, maximum], String, place, context);
  };
}

export function integer(minimum: number, maximum = Number.POSITIVE_INFINITY): Check {
  return orJsonata(literalInteger(minimum, maximum));
}

const asDouble = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

export function literalNumber(minimum: number, maximum = Number.POSITIVE_INFINITY): Check {
  return (value, place, context) => {
    if (typeof value !== 'number') wrongType('Double', place, context);
    else inRange(value, [minimum, maximum], asDouble, place, context);
  };
}

export function number(minimum: number, maximum = Number.POSITIVE_INFINITY): Check {
  return orJsonata(literalNumber(minimum, maximum));
}

/** One of a fixed set of strings. */
export function enumeration(values: readonly string[], rule: RuleId = 'value-enum'): Check {
  return (value, place, context) => {
    if (typeof value !== 'string') wrongType('[STRING]', place, context, rule);
    else if (!values.includes(value))
      context.report.add(rule, `Value should be one of the following: ${printedList(values)}`, place);
  };
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;

export function isTimestamp(text: string): boolean {
  const parts = rfc3339.exec(text);
  if (parts === null) return false;
  const [year, month, day, hour, minute, second, zoneHour = 0, zoneMinute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number?, number?];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= days &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60 &&
    zoneHour <= 23 &&
    zoneMinute <= 59
  );
}

/** @param rule the rule of which a wrong type is a breach */
export function literalTimestamp(rule: RuleId): Check {
  return (value, place, context) => {
    if (typeof value !== 'string') wrongType('[STRING]', place, context, rule);
    else if (!isTimestamp(value)) context.report.add('timestamp', 'String does not match RFC3339 timestamp', place);
  };
}

export const timestamp: Check = orJsonata(literalTimestamp('field-type'));

/** Whether text looks like a path or an intrinsic function call, written where AWS takes it as it is. */
export function looksLikePath(value: string): boolean {
  return /^(?:\$$|\$\$?[.[]|States\.\w+\()/.test(value);
}

/** Whether such text stands anywhere in a value. */
export function holdsPath(value: Json): boolean {
  if (typeof value === 'string') return looksLikePath(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsPath);
}
