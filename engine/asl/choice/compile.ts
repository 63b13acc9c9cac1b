import { defaultLanguage } from '../default-language.js';
import type { Json, JsonObject } from '../doc.js';
import { StatesError } from '../error.js';
import { compileJsonata } from '../jsonata/template.js';
import type { Language } from '../language.js';
import { compilePath, type Path } from '../path/compile.js';
import type { Scope } from '../scope.js';

/** The condition of a Choice rule. */
export interface Choice {
  /** @throws StatesError */
  matches(scope: Scope): boolean;
}

export interface ChoiceOptions {
  readonly queryLanguage?: 'JSONPath' | 'JSONata';
  readonly language?: Language | undefined;
  /** Where the condition stands, for JSONata's messages: `Choices[0]/Condition`. */
  readonly field?: string;
}

type Test = (scope: Scope) => boolean;

/**
 * Compiles a rule of a Choice state: Variable with an operator, And, Or or Not in JSONPath, Condition in JSONata.
 * @throws SyntaxError for a path or an operator that the checker would refuse
 */
export function compileChoice(rule: JsonObject, options: ChoiceOptions = {}): Choice {
  const language = options.language ?? defaultLanguage;
  const field = options.field ?? 'Condition';
  return {
    matches: options.queryLanguage === 'JSONata' ? condition(rule, field, language) : compileRule(rule, language),
  };
}

function condition(rule: JsonObject, field: string, language: Language): Test {
  const expression = compileJsonata(rule.Condition ?? null, { field, expects: 'boolean', language });
  return (scope) => expression.value(scope) === true;
}

function compileRule(rule: JsonObject, language: Language): Test {
  if (Array.isArray(rule.And)) return combined('And', rule.And, language);
  if (Array.isArray(rule.Or)) return combined('Or', rule.Or, language);
  if (rule.Not !== undefined) return combined('Not', [rule.Not], language);
  const name = Object.keys(rule).find((key) => Object.hasOwn(language.choiceOperators, key));
  if (name === undefined) throw new SyntaxError('A choice rule needs an operator');
  const operator = language.choiceOperators[name]!;
  const variable = compilePath(String(rule.Variable), language);
  const operand = rule[name]!;
  if (name === 'IsPresent') return (scope) => operator.test(present(variable, scope), operand);
  if (operator.operand !== 'path') return (scope) => operator.test(required(variable, scope), operand);
  const other = compilePath(String(operand), language);
  return (scope) => operator.test(required(variable, scope), required(other, scope));
}

function combined(kind: 'And' | 'Or' | 'Not', rules: readonly Json[], language: Language): Test {
  const tests = rules.map((rule) => compileRule(rule as JsonObject, language));
  const combine = language.choiceCombiners[kind];
  return (scope) => combine(tests, scope);
}

/** An indefinite path names nothing when its list is empty. */
function present(path: Path, scope: Scope): Json | undefined {
  const value = path.find(scope);
  return !path.definite && Array.isArray(value) && value.length === 0 ? undefined : value;
}

function required(path: Path, scope: Scope): Json {
  const value = path.find(scope);
  if (value !== undefined) return value;
  throw new StatesError(
    'States.Runtime',
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
