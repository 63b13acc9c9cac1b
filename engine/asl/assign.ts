import { defaultLanguage } from './default-language.js';
import type { Json, JsonObject } from './doc.js';
import type { Expression } from './expression.js';
import { compileJsonata } from './jsonata/template.js';
import type { Language } from './language.js';
import type { Scope } from './scope.js';
import { compileTemplate } from './template.js';

/** The variables that a state sets. */
export interface Assign {
  readonly names: readonly string[];
  /** The new values, all of them made from the old ones. The caller sets them. @throws StatesError */
  evaluate(scope: Scope): ReadonlyMap<string, Json>;
}

export interface AssignOptions {
  readonly queryLanguage?: 'JSONPath' | 'JSONata';
  readonly language?: Language | undefined;
  /** Where the field stands, for JSONata's messages: `Assign`, `Catch[0]/Assign`. */
  readonly field?: string;
}

/**
 * Compiles an Assign field.
 * @throws SyntaxError
 */
export function compileAssign(template: JsonObject, options: AssignOptions = {}): Assign {
  const { queryLanguage = 'JSONPath', language = defaultLanguage, field = 'Assign' } = options;
  const values = new Map<string, Expression>();
  for (const key of Object.keys(template)) {
    const value = template[key]!;
    if (queryLanguage === 'JSONata') values.set(key, compileJsonata(value, { field: `${field}/${key}`, language }));
    else {
      const name = key.endsWith('.$') ? key.slice(0, -2) : key;
      values.set(name, member(compileTemplate({ [key]: value }, language), name));
    }
  }
  const names = [...values.keys()];
  return {
    names,
    evaluate: (scope) => language.assign(names, (name, seen) => values.get(name)!.value(seen), scope),
  };
}

/** The value of one name, of a template that has only that. */
function member(template: Expression, name: string): Expression {
  const value = (scope: Scope): Json => (template.value(scope) as JsonObject)[name]!;
  return { ...template, value };
}
