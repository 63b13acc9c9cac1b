import type { Draws } from '../draws.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import { compareResults, isRuntimeFailure } from './compare.js';
import { changed, type StatePlace, statesOf } from './places.js';
import { type Relation, silent, type Trial } from './relation.js';

/** The rules of a Choice state, as objects. */
function rulesOf(state: JsonObject): JsonObject[] {
  return Array.isArray(state.Choices) ? state.Choices.filter(isObject) : [];
}

/** The machine with one of its Choice states changed, when there is one that `fits`. */
function withChoice(
  machine: Machine,
  draws: Draws,
  fits: (place: StatePlace) => boolean,
  change: (place: StatePlace) => void,
): Machine | undefined {
  let found = false;
  const variant = changed(machine, (definition) => {
    const places = statesOf(definition).filter((place) => place.state.Type === 'Choice' && fits(place));
    if (places.length === 0) return;
    found = true;
    change(draws.of(places));
  });
  return found ? variant : undefined;
}

/** A rule that says the opposite, and leads where the other one led. */
export const negatedChoice: Relation = {
  id: 'laws:negated-choice',
  *trial(machine, draws, conditions): Trial {
    const plain = (place: StatePlace): boolean => {
      const [rule, ...others] = rulesOf(place.state);
      const { state } = place;
      const alike = rule !== undefined && rule.Assign === undefined && state.Assign === undefined;
      return alike && others.length === 0 && state.Default !== undefined;
    };
    const variant = withChoice(machine, draws, plain, ({ state, language }) => {
      const rule = rulesOf(state)[0]!;
      const { Next, Output, ...test } = rule;
      const opposite: JsonObject =
        language === 'JSONata' ? { Condition: `{% $not(${String(test.Condition).slice(2, -2)}) %}` } : { Not: test };
      state.Choices = [
        { ...opposite, ...(state.Output !== undefined && { Output: state.Output }), Next: state.Default! },
      ];
      if (Output === undefined) delete state.Output;
      else state.Output = Output;
      state.Default = Next!;
    });
    if (variant === undefined) return silent;
    const [base, other] = yield [machine, variant];
    return compareResults(base!, other!, conditions);
  },
};

type Combiner = 'And' | 'Or';
const dual: Readonly<Record<Combiner, Combiner>> = { And: 'Or', Or: 'And' };

/** The rule by De Morgan's laws: an And is the opposite of an Or of opposites. A comparison is the opposite of its opposite. */
function byDeMorgan(rule: JsonObject): JsonObject {
  for (const combiner of ['And', 'Or'] as const) {
    const parts = rule[combiner];
    if (Array.isArray(parts))
      return { Not: { [dual[combiner]]: parts.map((part) => ({ Not: byDeMorgan(asObject(part)) })) } };
  }
  if (isObject(rule.Not)) return { Not: byDeMorgan(rule.Not) };
  return { Not: { Not: rule } };
}

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {});

const outer = ({ Next, Assign, Output }: JsonObject): JsonObject => ({
  ...(Assign !== undefined && { Assign }),
  ...(Output !== undefined && { Output }),
  Next: Next!,
});

function testOf(rule: JsonObject): JsonObject {
  const { Next: _next, Assign: _assign, Output: _output, Comment: _comment, ...test } = rule;
  return test;
}

const isJsonpath = ({ language }: StatePlace): boolean => language === 'JSONPath';

/** Rules rewritten by De Morgan's laws choose the same. */
export const deMorgan: Relation = {
  id: 'laws:de-morgan',
  *trial(machine, draws, conditions): Trial {
    const variant = withChoice(machine, draws, isJsonpath, ({ state }) => {
      state.Choices = rulesOf(state).map((rule) => ({ ...byDeMorgan(testOf(rule)), ...outer(rule) }));
    });
    if (variant === undefined) return silent;
    const [base, other] = yield [machine, variant];
    return compareResults(base!, other!, conditions);
  },
};

function reversed(rule: JsonObject): JsonObject {
  const turned = { ...rule };
  for (const combiner of ['And', 'Or'] as const) {
    const parts = rule[combiner];
    if (Array.isArray(parts)) turned[combiner] = parts.map((part) => reversed(asObject(part))).reverse();
  }
  if (isObject(rule.Not)) turned.Not = reversed(rule.Not);
  return turned;
}

/** The order of the rules inside And and Or is all the same. */
export const operandOrder: Relation = {
  id: 'laws:operand-order',
  *trial(machine, draws, conditions): Trial {
    const combined = (place: StatePlace): boolean =>
      isJsonpath(place) && rulesOf(place.state).some(({ And, Or }) => And !== undefined || Or !== undefined);
    const variant = withChoice(machine, draws, combined, ({ state }) => {
      state.Choices = rulesOf(state).map((rule) => ({ ...reversed(testOf(rule)), ...outer(rule) }));
    });
    if (variant === undefined) return silent;
    const [base, other] = yield [machine, variant];
    // Whether a rule that can't be evaluated is reached at all depends on the order.
    return isRuntimeFailure(base!) || isRuntimeFailure(other!) ? silent : compareResults(base!, other!, conditions);
  },
};

const withPath = /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)$/;
const OPERAND = 'operandOfRelation';

/** The comparisons with a literal in a rule, however deep. */
function* comparisonsIn(rule: JsonObject): Generator<{ readonly rule: JsonObject; readonly operator: string }> {
  for (const operator of Object.keys(rule)) if (withPath.test(operator)) yield { rule, operator };
  for (const part of [rule.And, rule.Or, [rule.Not ?? null]].flat()) if (isObject(part)) yield* comparisonsIn(part);
}

/** A comparison with a path is the comparison with what the path leads to. */
export const pathOperator: Relation = {
  id: 'laws:path-operator',
  modern: true,
  *trial(machine, draws, conditions): Trial {
    if (!isObject(machine.input) || machine.edition !== 'current') return silent;
    let operand: Json | undefined;
    const compares = (place: StatePlace): boolean =>
      isJsonpath(place) && rulesOf(place.state).some((rule) => !comparisonsIn(rule).next().done);
    const variant = withChoice(machine, draws, compares, ({ state }) => {
      const { rule, operator } = draws.of(rulesOf(state).flatMap((one) => [...comparisonsIn(one)]));
      operand = rule[operator]!;
      delete rule[operator];
      rule[`${operator}Path`] = `$$.Execution.Input.${OPERAND}`;
    });
    if (variant === undefined || operand === undefined) return silent;
    const input = { ...machine.input, [OPERAND]: operand };
    const [base, other] = yield [
      { ...machine, input },
      { ...variant, input },
    ];
    return compareResults(base!, other!, conditions);
  },
};
