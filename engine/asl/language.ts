import type { Json, JsonObject } from './doc.js';
import type { Scope } from './scope.js';

/** A comparison of a Choice rule. */
export interface ChoiceOperator {
  /** What the rule's member must hold, as the checker sees it; `path` for the operators that end in `Path`. */
  readonly operand: 'string' | 'number' | 'boolean' | 'timestamp' | 'path';
  /** What a `Path` operator's path must lead to, or what the literal is. */
  readonly compares: 'string' | 'number' | 'boolean' | 'timestamp';
  /** @param value what `Variable` names; `undefined` when it names nothing, which only IsPresent is told */
  test(value: Json | undefined, operand: Json): boolean;
}

/** An intrinsic function: `States.Format` and its kin. */
export interface Intrinsic {
  /** The fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** @throws IntrinsicError when the arguments are not what the function takes */
  call(args: readonly Json[], scope: Scope): Json;
}

/** A function that AWS adds to JSONata, or takes from it (`undefined`). */
export type JsonataFunction = ((args: readonly unknown[], scope: Scope) => unknown) | undefined;

/** Behaviour of the language that one statement of the reference names, one replaceable entry each. */
export interface Language {
  readonly choiceOperators: Readonly<Record<string, ChoiceOperator>>;
  /** How And, Or and Not join the rules under them. */
  readonly choiceCombiners: Readonly<Record<'And' | 'Or' | 'Not', (rules: readonly (() => boolean)[]) => boolean>>;
  /** By full name: `States.Format`. */
  readonly intrinsics: Readonly<Record<string, Intrinsic>>;
  /** By name without `$`. */
  readonly jsonataFunctions: Readonly<Record<string, JsonataFunction>>;
  /** Writes `value` into `input` where a reference path says, making the members on the way. */
  readonly writeReference: (input: Json, path: readonly (string | number)[], value: Json) => Json | undefined;
  /** The members of an evaluated payload template, in the order AWS writes them. */
  readonly templateOrder: (constants: readonly string[], dynamic: readonly string[]) => readonly string[];
  readonly templates: { readonly merge?: (value: JsonObject) => JsonObject };
}
