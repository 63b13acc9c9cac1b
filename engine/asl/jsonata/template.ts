import { CompiledTexts } from '../compiled-texts.js';
import { defaultLanguage } from '../default-language.js';
import { Doc, type Json, type JsonObject } from '../doc.js';
import { StatesError } from '../error.js';
import type { Expression } from '../expression.js';
import { setMember } from '../java.js';
import type { Language } from '../language.js';
import type { Scope } from '../scope.js';
import { constant } from '../template.js';
import { builtinsOf } from './builtins.js';
import type { Evaluate } from './calls.js';
import { Compiler } from './compile.js';
import { expressionOf } from './delimiters.js';
import { describe, toJsonataError } from './error.js';
import { parse } from './library.js';
import { toJson, UnsupportedResult } from './result.js';
import { Frame, Run } from './run.js';

export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

export interface JsonataOptions {
  /** Where the value stands: `Output`, `Arguments`, `Assign`, `Items`, `Choices[0]/Condition`. Members append `/name`. */
  readonly field: string;
  /** What AWS wants the whole to be. */
  readonly expects?: JsonType;
  readonly language?: Language | undefined;
}

type Make = ((scope: Scope) => Json) | undefined;

/**
 * Compiles any value of a JSONata state: literals stay as they are, strings between `{%` and `%}` are evaluated, at any
 * depth. Whatever goes wrong in evaluation is a StatesError `States.QueryEvaluationError` with the field as its location.
 * @throws SyntaxError for an expression that does not parse
 */
export function compileJsonata(template: Json, options: JsonataOptions): Expression {
  const language = options.language ?? defaultLanguage;
  if (typeof template === 'string' && language.isJsonata(template))
    return compileExpression(expressionOf(template), options.field, language, options.expects);
  const make = compileValue(template, options.field, language);
  if (make === undefined) return constant(template);
  return { constant: undefined, value: make, evaluate: (scope) => Doc.of(make(scope)) };
}

function compileValue(template: Json, field: string, language: Language): Make {
  if (typeof template === 'string')
    return language.isJsonata(template) ? compileExpression(expressionOf(template), field, language).value : undefined;
  if (template === null || typeof template !== 'object') return undefined;
  if (Array.isArray(template)) {
    const makes = template.map((item, index) => compileValue(item, `${field}[${index}]`, language));
    if (makes.every((make) => make === undefined)) return undefined;
    return (scope) => makes.map((make, index) => (make === undefined ? template[index]! : make(scope)));
  }
  return compileMembers(template, field, language);
}

function compileMembers(template: JsonObject, field: string, language: Language): Make {
  const members = Object.keys(template).map((key) => {
    const value = template[key]!;
    return { key, value, make: compileValue(value, `${field}/${key}`, language) };
  });
  if (members.every(({ make }) => make === undefined)) return undefined;
  return (scope) => {
    const result: JsonObject = {};
    for (const { key, value, make } of members) setMember(result, key, make === undefined ? value : make(scope));
    return result;
  };
}

const compiled = new CompiledTexts<Language, Evaluate>(compileText);

/** @throws SyntaxError */
function compileText(text: string): Evaluate {
  try {
    return Compiler.compile(parse(text));
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String((error as { message?: unknown }).message));
  }
}

function compileExpression(text: string, field: string, language: Language, expects?: JsonType): Expression {
  const evaluate = compiled.of(text, language);
  const builtins = builtinsOf(language);
  const subject = `The JSONata expression '${text}' specified for the field '${field}'`;
  const fail = (what: string): never => {
    throw new StatesError('States.QueryEvaluationError', `${subject} ${what}`, field);
  };
  const value = (scope: Scope): Json => {
    let result: unknown;
    try {
      result = evaluate(undefined, new Frame(new Run(scope, language, builtins), undefined));
      if (result !== undefined) result = toJson(result);
    } catch (thrown) {
      if (thrown instanceof UnsupportedResult) return fail('returned an unsupported result type.');
      return fail(`threw an error during evaluation${describe(toJsonataError(thrown))}`);
    }
    if (result === undefined) return fail('returned nothing (undefined).');
    const json = result as Json;
    if (expects !== undefined && typeOf(json) !== expects) {
      const shown = JSON.stringify(json);
      return fail(
        `returned an unexpected result type. Expected '${expects}', but was '${typeOf(json)}' for value: ${shown}`,
      );
    }
    return json;
  };
  const evaluateDoc = (scope: Scope): Doc => {
    const json = value(scope);
    return json === scope.input.value && typeof json === 'object' ? scope.input : Doc.of(json);
  };
  return { constant: undefined, value, evaluate: evaluateDoc };
}

/** The kind of a value, as AWS's messages name it. */
export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}
