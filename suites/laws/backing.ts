import { isObject, type Json, type JsonObject } from '../../arbitraries/json.js';
import { statesOf } from '../../arbitraries/relations/places.js';

/** What a state has that a statement is about. */
const fields: readonly (readonly [has: (state: JsonObject) => boolean, statement: string])[] = [
  [(state) => state.ResultPath === null, 'asl:paths/result-path-null'],
  [(state) => state.InputPath === null, 'asl:paths/input-path-null'],
  [(state) => state.OutputPath === null, 'asl:paths/output-path-null'],
  [(state) => typeof state.ResultPath === 'string' && state.ResultPath !== '$', 'asl:paths/result-path'],
  [(state) => typeof state.InputPath === 'string' && state.InputPath !== '$', 'asl:paths/input-path'],
  [(state) => typeof state.OutputPath === 'string' && state.OutputPath !== '$', 'asl:paths/output-path'],
  [(state) => state.ResultSelector !== undefined, 'asl:templates/result-selector'],
  [(state) => state.Retry !== undefined, 'asl:Retry/attempts'],
  [(state) => state.Catch !== undefined, 'asl:Catch/next'],
  [({ SecondsPath }) => SecondsPath !== undefined, 'asl:Wait/seconds-path'],
  [({ TimestampPath }) => TimestampPath !== undefined, 'asl:Wait/timestamp-path'],
  [({ Timestamp }) => Timestamp !== undefined, 'asl:Wait/timestamp'],
  [({ Assign }) => Assign !== undefined, 'asl:variables/assign'],
  [({ Output }) => Output !== undefined, 'asl:jsonata/output'],
  [({ ItemSelector }) => ItemSelector !== undefined, 'asl:Map/item-selector'],
  [({ HeartbeatSeconds }) => HeartbeatSeconds !== undefined, 'asl:Task/heartbeat'],
  [({ TimeoutSeconds }) => TimeoutSeconds !== undefined, 'asl:Task/timeout'],
  [({ Result }) => Result !== undefined, 'asl:Pass/result'],
];

/** What a template has: the first is what it is most about. */
const templates: typeof fields = [
  [(state) => hasText(state.Parameters, /^States\./), 'asl:intrinsics/nested'],
  [(state) => hasText(state.Parameters, /^\$\$/), 'asl:templates/context'],
  [(state) => hasText(state.Parameters, /^\$/), 'asl:templates/paths'],
  [(state) => state.Parameters !== undefined, 'asl:templates/literals'],
];

/** What a rule of a Choice state has: here, too. */
const rules: typeof fields = [
  [(state) => hasRule(state, /^And$/), 'asl:Choice/and'],
  [(state) => hasRule(state, /^Or$/), 'asl:Choice/or'],
  [(state) => hasRule(state, /^Not$/), 'asl:Choice/not'],
  [(state) => hasRule(state, /Path$/), 'asl:Choice/paths'],
  [(state) => hasRule(state, /^Is(Null|String|Numeric|Boolean|Timestamp)$/), 'asl:Choice/is-type'],
  [(state) => hasRule(state, /^IsPresent$/), 'asl:Choice/is-present'],
  [(state) => hasRule(state, /^StringMatches$/), 'asl:Choice/string-matches'],
  [(state) => hasRule(state, /^StringEquals/), 'asl:Choice/string-equals'],
  [(state) => hasRule(state, /^String/), 'asl:Choice/string-order'],
  [(state) => hasRule(state, /^Numeric/), 'asl:Choice/numeric'],
  [(state) => hasRule(state, /^Boolean/), 'asl:Choice/boolean-equals'],
  [(state) => hasRule(state, /^Timestamp/), 'asl:Choice/timestamp'],
  [(state) => hasRule(state, /^Condition$/), 'asl:jsonata/condition'],
  [({ Type, Choices }) => Type === 'Choice' && Choices !== undefined, 'asl:Choice/first-match-wins'],
];

/** What a machine is about whose states have nothing special. */
const types: typeof fields = [
  [({ Type }) => Type === 'Map', 'asl:Map/outputs-in-order'],
  [({ Type }) => Type === 'Parallel', 'asl:Parallel/outputs-in-order'],
  [({ Type }) => Type === 'Task', 'asl:Task/result'],
  [({ Type }) => Type === 'Fail', 'asl:Fail/ends'],
  [({ Type }) => Type === 'Wait', 'asl:Wait/output-is-input'],
  [({ Type }) => Type === 'Succeed', 'asl:Succeed/ends'],
  [({ Type }) => Type === 'Pass', 'asl:Pass/input-is-output'],
];

function hasText(template: Json | undefined, pattern: RegExp): boolean {
  if (typeof template === 'string') return pattern.test(template);
  if (template === null || typeof template !== 'object') return false;
  return Object.entries(template).some(([name, value]) =>
    typeof value === 'string' ? name.endsWith('.$') && pattern.test(value) : hasText(value as Json, pattern),
  );
}

function hasRule(value: JsonObject, operator: RegExp): boolean {
  const inside = [value.Choices, value.And, value.Or].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...inside, value.Not ?? null]
    .filter(isObject)
    .some((rule) => Object.keys(rule).some((name) => operator.test(name)) || hasRule(rule, operator));
}

/**
 * The statement that a difference from the reference engine breaks. Only what comes out of a run (its status, output and error) is
 * backed by what the language says; other differences of histories are our reading. So is what a machine shows that has more than
 * one thing that it may be about: it could not be made small.
 * @param definition the smallest that shows the difference
 */
export function backingOf(definition: JsonObject, fingerprint: string): string | undefined {
  if (!/^(status \w+|output|error)$/.test(fingerprint)) return undefined;
  const states = statesOf(definition).map(({ state }) => state);
  if (states.length > 4) return undefined;
  const shown = ([has]: (typeof fields)[number]): boolean => states.some(has);
  const special = [...fields.filter(shown), ...templates.filter(shown).slice(0, 1), ...rules.filter(shown).slice(0, 1)];
  if (special.length > 1) return undefined;
  return (special[0] ?? types.find(shown))?.[1];
}
