import { defaultLanguage } from './default-language.js';
import { Doc, type Json, type JsonObject } from './doc.js';
import type { Expression } from './expression.js';
import { compilePathOrIntrinsic } from './field.js';
import { setMember } from './java.js';
import type { Language } from './language.js';
import type { Scope } from './scope.js';

/** Makes a template's value; `undefined` stands for a constant, whose value is the template itself. */
type Make = ((scope: Scope) => Json) | undefined;

const SUFFIX = '.$';

/**
 * Compiles a payload template (Parameters, ResultSelector, ItemSelector, BatchInput): members whose names end in `.$` are
 * paths or intrinsic functions, at any depth, in arrays too. A template without any is a constant.
 * @throws SyntaxError
 */
export function compileTemplate(template: Json, language: Language = defaultLanguage): Expression {
  const make = compileValue(template, language);
  if (make === undefined) return constant(template);
  return { constant: undefined, value: make, evaluate: (scope) => Doc.of(make(scope)) };
}

/** An expression that is the same in every scope. */
export function constant(value: Json): Expression {
  const doc = Doc.of(value);
  return { constant: doc, value: () => value, evaluate: () => doc };
}

function compileValue(template: Json, language: Language): Make {
  if (template === null || typeof template !== 'object') return undefined;
  return Array.isArray(template) ? compileArray(template, language) : compileObject(template, language);
}

function compileArray(template: readonly Json[], language: Language): Make {
  const makes = template.map((item) => compileValue(item, language));
  if (makes.every((make) => make === undefined)) return undefined;
  return (scope) => makes.map((make, index) => (make === undefined ? template[index]! : make(scope)));
}

/** The evaluated members come after the others, in the order of the map that AWS keeps them in. */
function compileObject(template: JsonObject, language: Language): Make {
  const fixed: [string, Json, Make][] = [];
  const dynamic = new Map<string, Expression>();
  for (const key of Object.keys(template)) {
    const value = template[key]!;
    if (!key.endsWith(SUFFIX) || typeof value !== 'string') fixed.push([key, value, compileValue(value, language)]);
    else {
      const written = compilePathOrIntrinsic(value, key, language);
      dynamic.set(key.slice(0, -SUFFIX.length), language.templateMember(written));
    }
  }
  if (dynamic.size === 0 && fixed.every(([, , make]) => make === undefined)) return undefined;
  const ordered = language.templateOrder([...dynamic.keys()]).map((key) => [key, dynamic.get(key)!] as const);
  return (scope) => {
    const result: JsonObject = {};
    for (const [key, value, make] of fixed) setMember(result, key, make === undefined ? value : make(scope));
    for (const [key, expression] of ordered) setMember(result, key, expression.value(scope));
    return result;
  };
}
