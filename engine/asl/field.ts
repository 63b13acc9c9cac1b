import { Doc, type Json } from './doc.js';
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
  const path = compilePath(text, language);
  const { root, segments } = path.syntax;
  const readsInput = root.kind === 'input';
  const value = (scope: Scope): Json => {
    const found = path.find(scope);
    if (found === undefined || found === null) {
      if (readsInput && scope.input.value === null)
        throw new StatesError('States.Runtime', 'Unable to apply Path transformation to null or empty input.');
      if (found === undefined) throw missing(path, field, scope);
    }
    return found;
  };
  const isWhole = readsInput && segments.length === 0;
  const evaluate = (scope: Scope): Doc => {
    const found = value(scope);
    return isWhole ? scope.input : Doc.of(found);
  };
  return { constant: undefined, value, evaluate };
}

function missing(path: Path, field: string, scope: Scope): StatesError {
  return new StatesError(
    'States.Runtime',
    `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input ` +
      `'${path.document(scope).text}'`,
  );
}
