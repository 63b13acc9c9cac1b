import type { Json } from './doc.js';
import type { Expression } from './expression.js';
import type { Segment } from './path/syntax.js';
import type { Scope } from './scope.js';

/** A comparison of a Choice rule. */
export interface ChoiceOperator {
  /** What the rule's member must hold; `path` for the operators that end in `Path`. */
  readonly operand: ChoiceOperand | 'path';
  /** What is compared: the literal's kind, or the kind that the path should lead to. */
  readonly compares: ChoiceOperand;
  /** @param value what `Variable` names; `undefined` when it names nothing, which only IsPresent is told */
  test(value: Json | undefined, operand: Json): boolean;
}
export type ChoiceOperand = 'string' | 'number' | 'boolean' | 'timestamp';

/** Joins the rules under And, Or or Not. */
export type ChoiceCombiner = (rules: readonly ((scope: Scope) => boolean)[], scope: Scope) => boolean;

/** An intrinsic function: `States.Format` and its kin. */
export interface Intrinsic {
  /** The fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** @throws InvalidArguments when the arguments are not what the function takes */
  call(args: readonly Json[], scope: Scope): Json;
}

/**
 * A function that AWS adds to JSONata. `undefined` is JSONata's "nothing".
 * @throws JsonataError
 */
export type JsonataFunction = (args: readonly unknown[], scope: Scope) => unknown;

/** Behaviour of the language that one statement of the reference names, one replaceable entry each. */
export interface Language {
  readonly choiceOperators: Readonly<Record<string, ChoiceOperator>>;
  /** How And, Or and Not join the rules under them. */
  readonly choiceCombiners: Readonly<Record<'And' | 'Or' | 'Not', ChoiceCombiner>>;
  /** By full name: `States.Format`. */
  readonly intrinsics: Readonly<Record<string, Intrinsic>>;
  /** What AWS adds to JSONata's own functions, by name without `$`; `undefined` takes a function away. */
  readonly jsonataFunctions: Readonly<Record<string, JsonataFunction | undefined>>;
  /** Whether a string in a JSONata state is an expression. */
  readonly isJsonata: (text: string) => boolean;
  /**
   * What a path names in a document: a value for a definite path, a list for another. `undefined` when it names nothing,
   * which fails what needs a value.
   */
  readonly readPath: (document: Json, segments: readonly Segment[], definite: boolean) => Json | undefined;
  /**
   * Writes `value` into `input` where a reference path leads, making the members on the way. `undefined` when it cannot.
   */
  readonly writeReference: (input: Json, path: readonly (string | number)[], value: Json) => Json | undefined;
  /** The order of the members whose names end in `.$` in an evaluated payload template: after the others. */
  readonly templateOrder: (dynamic: readonly string[]) => readonly string[];
  /** What makes a member of a payload template, of the path or function that is written there. */
  readonly templateMember: (written: Expression) => Expression;
  /** What Assign gives the state: the values of all names, made from the old variables. */
  readonly assign: (
    names: readonly string[],
    evaluate: (name: string, scope: Scope) => Json,
    scope: Scope,
  ) => ReadonlyMap<string, Json>;
}
