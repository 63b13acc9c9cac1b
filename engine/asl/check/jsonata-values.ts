import type { Json } from '../doc.js';
import { type Check, isObject, type StateContext } from './context.js';
import { jsonataUse } from './jsonata.js';
import type { Place } from './place.js';

/** Whether a string means to be an expression: AWS refuses one with only one of the two marks. */
export const looksLikeJsonata = (value: string): boolean => value.startsWith('{%');

/** The rules of a string that begins with `{%`. */
export function jsonataString(value: string, place: Place, context: StateContext): void {
  const { report } = context;
  if (!value.startsWith('{%') || !value.endsWith('%}') || value.length < 4) {
    report.add('jsonata-string', 'JSONata string must start with {% and end with %}', place);
    return;
  }
  const use = jsonataUse(value.slice(2, -2));
  if (use.fault !== undefined) {
    report.add('jsonata-syntax', use.fault, place);
    return;
  }
  for (const name of use.topLevel)
    report.add('jsonata-top-level', `Reference to '${name}' at the top level is not supported.`, place);
  if (use.root) report.add('jsonata-top-level', "Reference to '$$' is not supported.", place);
  for (const field of use.statesFields) {
    const exists = field === 'input' || field === 'context' || context.statesFields.some((known) => known === field);
    if (!exists) report.add('jsonata-states-field', `Field '$states.${field}' does not exist.`, place);
  }
  for (const name of use.variables) context.variables.read(name, place);
}

/** Any value of a JSONata state: strings between `{%` and `%}` at any depth are expressions, the rest is literal. */
export const jsonataValue: Check = (value, place, context) => {
  if (typeof value === 'string') {
    if (looksLikeJsonata(value)) jsonataString(value, place, context);
  } else if (Array.isArray(value))
    value.forEach((item, index) => {
      jsonataValue(item, place.at(index), context);
    });
  else if (isObject(value))
    for (const name of Object.keys(value)) jsonataValue(value[name] as Json, place.at(name), context);
};

/** An expression, where nothing else will do. */
export const jsonataOnly: Check = (value, place, context) => {
  if (typeof value === 'string') jsonataString(value, place, context);
  else context.report.add('jsonata-string', 'JSONata string must start with {% and end with %}', place);
};

/** An object, or an expression that makes one. */
export const jsonataObject: Check = (value, place, context) => {
  if (typeof value === 'string') jsonataString(value, place, context);
  else if (isObject(value)) jsonataValue(value, place, context);
  else context.report.add('field-type', 'Expected value of type [OBJECT]', place);
};
