import type { Doc, Json } from './doc.js';
import { StatesError } from './error.js';
import type { Expression } from './expression.js';
import { compileIntrinsic } from './intrinsics/compile.js';
import type { Language } from './language.js';
import { compilePath, type Path } from './path/compile.js';
import type { Scope } from './scope.js';

/**
 * Compiles what a field of a payload template (`name.$`), ErrorPath or CausePath holds: a path or an intrinsic function. A
 * path that names nothing fails with `The JSONPath '...' specified for the field '...' could not be found in the input '...'`.
 * @throws SyntaxError
 */
export function compilePathOrIntrinsic(text: string, field: string, language?: Language): Expression {
  if (!text.startsWith('$')) return compileIntrinsic(text, language);
  const path = compilePath(text);
  const required = (scope: Scope): Json => {
    const found = path.find(scope);
    return found === undefined ? missing(path, field, scope) : found;
  };
  const evaluate = (scope: Scope): Doc => {
    if (path.find(scope) === undefined) missing(path, field, scope);
    return path.evaluate(scope);
  };
  return { constant: undefined, value: required, evaluate };
}

function missing(path: Path, field: string, scope: Scope): never {
  throw new StatesError(
    'States.Runtime',
    `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input ` +
      `'${path.document(scope).text}'`,
  );
}
