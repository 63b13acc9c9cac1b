import { CompiledTexts } from '../compiled-texts.js';
import { defaultLanguage } from '../default-language.js';
import { Doc, type Json } from '../doc.js';
import { StatesError } from '../error.js';
import type { Expression } from '../expression.js';
import type { Language } from '../language.js';
import { compileParsedPath, type Path } from '../path/compile.js';
import type { Scope } from '../scope.js';
import { InvalidArguments } from './invalid-arguments.js';
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsicCall } from './syntax.js';

type Evaluate = (scope: Scope) => Json;

/** A cause that lacks its first part, the text of the whole function. */
class IntrinsicFailure extends Error {}

/**
 * Compiles an intrinsic function. Failures name the whole expression, also when a function within it fails.
 * @throws SyntaxError for text that is no call, for an unknown function or a wrong number of arguments
 */
export function compileIntrinsic(text: string, language: Language = defaultLanguage): Expression {
  return compiled.of(text, language);
}

const compiled = new CompiledTexts<Language, Expression>((text, language) => {
  const call = compileCall(parseIntrinsicCall(text), language);
  const value: Evaluate = (scope) => {
    try {
      return call(scope);
    } catch (error) {
      if (!(error instanceof IntrinsicFailure)) throw error;
      // Real executions report States.Runtime here, not the States.IntrinsicFailure of the guide.
      throw new StatesError('States.Runtime', `The function '${text}' had the following error: ${error.message}`);
    }
  };
  return { constant: undefined, value, evaluate: (scope) => Doc.of(value(scope)) };
});

function compileCall(call: IntrinsicCall, language: Language): Evaluate {
  const { name } = call;
  const intrinsic = Object.hasOwn(language.intrinsics, name) ? language.intrinsics[name] : undefined;
  if (intrinsic === undefined) throw new SyntaxError(`There is no intrinsic function ${name}`);
  const [fewest, most] = intrinsic.arity;
  if (call.arguments.length < fewest || call.arguments.length > most)
    throw new SyntaxError(`${name} does not take ${call.arguments.length} arguments`);
  const args = call.arguments.map((argument, index) =>
    compileArgument(argument, name === 'States.Format' && index === 0, language),
  );
  return (scope) => {
    const given = args.map((argument) => argument(scope));
    try {
      return intrinsic.call(given, scope);
    } catch (error) {
      if (error instanceof InvalidArguments) throw new IntrinsicFailure(error.describe(name));
      // Data too deep to be written out.
      if (error instanceof RangeError) throw new IntrinsicFailure(new InvalidArguments().describe(name));
      throw error;
    }
  };
}

function compileArgument(argument: IntrinsicArgument, isTemplate: boolean, language: Language): Evaluate {
  switch (argument.kind) {
    case 'literal': {
      const value = isTemplate && argument.template !== undefined ? argument.template : argument.value;
      return () => value;
    }
    case 'call':
      return compileCall(argument.call, language);
    case 'path': {
      const path = compileParsedPath(argument.text, argument.path, language);
      return (scope) => {
        const found = path.find(scope);
        return found === undefined ? nothing(path, scope) : found;
      };
    }
  }
}

function nothing(path: Path, scope: Scope): never {
  const { kind, reason } = path.explain(scope);
  if (kind === 'wrong-type') throw new IntrinsicFailure(reason);
  throw new IntrinsicFailure(
    `The JsonPath argument for the field '${path.text}' could not be found in the input '${path.document(scope).text}'`,
  );
}
