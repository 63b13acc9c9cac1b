import type { Json, JsonObject } from '../doc.js';
import { type Check, type Field, type Fields, isObject, type QueryLanguage, type StateContext } from './context.js';
import type { Place } from './place.js';
import { printedSet } from './printed.js';
import type { RuleId } from './rules.js';

const only =
  (language: QueryLanguage) =>
  (check: Check): Field => ({ check, language });

/** A field of JSONPath states. */
export const jsonPath = only('JSONPath');
/** A field of JSONata states. */
export const jsonata = only('JSONata');

/** A table of fields; a bare check is a field of both query languages. */
export function table(fields: Readonly<Record<string, Field | Check>>): ReadonlyMap<string, Field> {
  return new Map(
    Object.entries(fields).map(([name, field]) => [name, typeof field === 'function' ? { check: field } : field]),
  );
}

/** The rules of an object with a table of fields: first those of the object as a whole, then those of each field's value. */
export function checkFields(object: JsonObject, spec: Fields, place: Place, context: StateContext): void {
  const { report } = context;
  const names = Object.keys(object);
  const missing = spec.required?.filter((name) => !Object.hasOwn(object, name)) ?? [];
  if (missing.length > 0) report.add('required-field', `These fields are required: ${printedSet(missing)}`, place);

  const known: [string, Field][] = [];
  for (const name of names) {
    const field = spec.fields.get(name);
    if (field === undefined) report.add('unsupported-field', `Field '${name}' is not supported`, place);
    else if (field.language === undefined || field.language === context.language) known.push([name, field]);
    else if (!context.mixed) foreignField(name, field.language, place, context);
  }
  for (const group of spec.exclusive ?? []) checkExclusive(object, group, place, context);
  for (const group of spec.one ?? []) checkOne(object, group, place, context);

  for (const [name, field] of known) field.check(object[name] as Json, place.at(name), context);
}

/** A field of the other query language. */
export function foreignField(name: string, language: QueryLanguage, place: Place, context: StateContext): void {
  context.report.add(
    'query-language-field',
    `The QueryLanguage is set to '${context.language}', but field '${name}' is only supported for the '${language}' QueryLanguage`,
    place,
  );
}

const present = (object: JsonObject, group: readonly string[]): number =>
  group.filter((name) => Object.hasOwn(object, name)).length;

/** At most one of the group. */
export function checkExclusive(
  object: JsonObject,
  group: readonly string[],
  place: Place,
  context: StateContext,
): void {
  if (present(object, group) > 1) tooMany(group, place, context, 'exclusive-fields');
}

/** Exactly one of the group. */
export function checkOne(
  object: JsonObject,
  group: readonly string[],
  place: Place,
  context: StateContext,
  rules: { none: RuleId; many: RuleId } = { none: 'required-field', many: 'exclusive-fields' },
): void {
  const count = present(object, group);
  if (count > 1) tooMany(group, place, context, rules.many);
  if (count === 0) {
    const fields = printedSet(group);
    context.report.add(rules.none, `This object should have only one of the following fields: ${fields}`, place);
  }
}

function tooMany(group: readonly string[], place: Place, context: StateContext, rule: RuleId): void {
  context.report.add(rule, `There should only be one of the following fields: ${printedSet(group)}`, place);
}

/** An object with a table of fields. */
export function object(spec: Fields): Check {
  return (value, place, context) => {
    if (isObject(value)) checkFields(value, spec, place, context);
    else context.report.add('field-type', 'Expected value of type [OBJECT]', place);
  };
}

/** An array whose items keep `item`. */
export function list(item: Check, size: 'any' | 'not-empty' = 'any'): Check {
  return (value, place, context) => {
    if (!Array.isArray(value)) context.report.add('field-type', 'Expected value of type [ARRAY]', place);
    else if (value.length === 0 && size === 'not-empty')
      context.report.add('value-empty', 'Value cannot be empty', place);
    else
      value.forEach((entry, index) => {
        item(entry, place.at(index), context);
      });
  };
}
