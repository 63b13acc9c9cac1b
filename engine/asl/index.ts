import type { Doc, Json, JsonObject } from './doc.js';
import type { Expression } from './expression.js';
import type { Language } from './language.js';
import type { Scope } from './scope.js';

export * from './check/index.js';
export { Doc, type Json, type JsonObject } from './doc.js';
export { StatesError, type StatesErrorName } from './error.js';
export type { Expression } from './expression.js';
export type { ChoiceOperator, Intrinsic, JsonataFunction, Language } from './language.js';
export type { Scope, Variables } from './scope.js';

/** AWS's language of today. A seeded fault spreads it and overrides entries. */
export declare const defaultLanguage: Language;

/** A parser's answer. Parsers never throw; compilers throw a SyntaxError for text that its parser refuses. */
export type Syntax<T> = { ok: true; syntax: T } | { ok: false; message: string };

/** What is known of a path without data. */
export interface PathSyntax {
  /** `$`, `$$`, or a variable's name. */
  root: { kind: 'input' } | { kind: 'context' } | { kind: 'variable'; name: string };
  /** Whether it names at most one thing. */
  definite: boolean;
  /** The members and indexes, when it is a reference path: only names and indexes that are not negative. */
  reference: readonly (string | number)[] | undefined;
}
export declare function parsePath(text: string): Syntax<PathSyntax>;

/** A path of InputPath, OutputPath, ItemsPath, SecondsPath, ...: nothing found is `Invalid path '...' : ...`. */
export interface Path extends Expression {
  readonly text: string;
  readonly definite: boolean;
  /** The value, or `undefined` when the path names nothing. */
  find(scope: Scope): Json | undefined;
}
export declare function compilePath(path: string): Path;

/** A path or intrinsic function in a field of its own (ErrorPath, CausePath): nothing found is `The JSONPath '...' specified for the field '...' could not be found in the input '...'`. */
export declare function compilePathOrIntrinsic(text: string, field: string, language?: Language): Expression;

/** A payload template: Parameters, ResultSelector, ItemSelector, BatchInput. */
export declare function compileTemplate(template: Json, language?: Language): Expression;

/** The functions and paths that an intrinsic function's text names. */
export interface IntrinsicSyntax {
  name: string;
  arguments: readonly (
    | { kind: 'literal'; value: string | number | boolean | null }
    | { kind: 'path'; text: string; path: PathSyntax }
    | { kind: 'call'; call: IntrinsicSyntax }
  )[];
}
export declare function parseIntrinsic(text: string): Syntax<IntrinsicSyntax>;
export declare function compileIntrinsic(text: string, field: string, language?: Language): Expression;

export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';
export interface JsonataOptions {
  /** Where the value stands: `Output`, `Arguments`, `Assign`, `Items`, `Condition`, ... Nested members append `/name`. */
  field: string;
  /** What AWS wants the whole to be. */
  expects?: JsonType;
  language?: Language | undefined;
}
/** Whether a string is a JSONata expression: `{%` first and `%}` last. */
export declare function isJsonata(text: string): boolean;
/** Parses what is between `{%` and `%}`; the variables that it reads, for variableReferences. */
export declare function parseJsonata(text: string): Syntax<{ variables: readonly string[] }>;
/** Any value of a JSONata state: literals stay, strings between `{%` and `%}` are evaluated, at any depth. */
export declare function compileJsonata(template: Json, options: JsonataOptions): Expression;

/** A Choice rule's condition: of JSONPath (Variable and an operator, And, Or, Not) or JSONata (Condition). */
export interface Choice {
  /** @throws StatesError */
  matches(scope: Scope): boolean;
}
export declare function compileChoice(
  rule: JsonObject,
  options?: { queryLanguage?: 'JSONPath' | 'JSONata'; language?: Language },
): Choice;

/** A ResultPath. */
export interface Reference {
  /** `input` with `value` at the path. @throws StatesError States.ResultPathMatchFailure */
  write(input: Doc, value: Doc): Doc;
}
/** @param path `null` discards the value, `$` replaces the input */
export declare function compileReference(path: string | null, language?: Language): Reference;

/** Assign: every value is evaluated against the old variables. The caller sets them. */
export interface Assign {
  readonly names: readonly string[];
  /** @throws StatesError */
  evaluate(scope: Scope): ReadonlyMap<string, Json>;
}
export declare function compileAssign(
  template: JsonObject,
  options?: { queryLanguage?: 'JSONPath' | 'JSONata'; language?: Language },
): Assign;

/** A timestamp as Choice and Wait read it: RFC 3339 with `T` and a zone. Nanoseconds since the epoch, or undefined. */
export declare function parseTimestamp(text: string): bigint | undefined;
