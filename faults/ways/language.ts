import { type ChoiceOperator, defaultLanguage, type Intrinsic, type JsonataFunction } from '../../engine/asl/index.js';
import type { Fault } from '../../engine/fault.js';
import type { Json } from '../../engine/index.js';

type Options = NonNullable<Fault['options']>;

/** Comparisons of Choice rules with another test: `operators(/^String/, (test) => ...)`. */
export function operators(
  names: RegExp,
  change: (test: ChoiceOperator['test'], name: string) => ChoiceOperator['test'],
): Options {
  const changed = Object.entries(defaultLanguage.choiceOperators)
    .filter(([name]) => names.test(name))
    .map(([name, operator]) => [name, { ...operator, test: change(operator.test, name) }] as const);
  if (changed.length === 0) throw new Error(`No comparison matches ${names}.`);
  return {
    language: {
      ...defaultLanguage,
      choiceOperators: { ...defaultLanguage.choiceOperators, ...Object.fromEntries(changed) },
    },
  };
}

/** An intrinsic function that does something else. `right` is what it should do. */
export function intrinsic(
  name: string,
  call: (args: readonly Json[], right: Intrinsic['call'], scope: Parameters<Intrinsic['call']>[1]) => Json,
): Options {
  const own = defaultLanguage.intrinsics[name];
  if (own === undefined) throw new Error(`There is no intrinsic function ${name}.`);
  const changed: Intrinsic = { ...own, call: (args, scope) => call(args, own.call, scope) };
  return { language: { ...defaultLanguage, intrinsics: { ...defaultLanguage.intrinsics, [name]: changed } } };
}

/** Functions of AWS's JSONata that do something else, or are not there (`undefined`). */
export function jsonataFunctions(changed: Readonly<Record<string, JsonataFunction | undefined>>): Options {
  return {
    language: { ...defaultLanguage, jsonataFunctions: { ...defaultLanguage.jsonataFunctions, ...changed } },
  };
}

/** And, Or and Not joined in another way. */
export function combiners(changed: Partial<typeof defaultLanguage.choiceCombiners>): Options {
  return {
    language: { ...defaultLanguage, choiceCombiners: { ...defaultLanguage.choiceCombiners, ...changed } },
  };
}
