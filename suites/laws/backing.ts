import { isObject, type Json, type JsonObject } from '../../arbitraries/json.js';
import { statesOf } from '../../arbitraries/relations/places.js';

/** A statement that says what a state with a certain field does. */
interface Backing {
  readonly statement: string;
  readonly evidence: string;
}

const documented = (statement: string): Backing => ({ statement: `asl:${statement}`, evidence: 'documented' });
const recorded = (statement: string): Backing => ({ statement: `asl:${statement}`, evidence: 'recorded' });

/** What a state has that a statement is about; the first that a minimal machine has is what it is most about. */
const features: readonly (readonly [has: (state: JsonObject) => boolean, backing: Backing])[] = [
  [(state) => state.ResultPath === null, documented('paths/result-path-null')],
  [(state) => state.InputPath === null, documented('paths/input-path-null')],
  [(state) => state.OutputPath === null, documented('paths/output-path-null')],
  [(state) => typeof state.ResultPath === 'string' && state.ResultPath !== '$', documented('paths/result-path')],
  [(state) => typeof state.InputPath === 'string' && state.InputPath !== '$', documented('paths/input-path')],
  [(state) => typeof state.OutputPath === 'string' && state.OutputPath !== '$', documented('paths/output-path')],
  [(state) => state.ResultSelector !== undefined, documented('templates/result-selector')],
  [(state) => hasText(state.Parameters, /^States\./), documented('intrinsics/nested')],
  [(state) => hasText(state.Parameters, /^\$\$/), documented('templates/context')],
  [(state) => hasText(state.Parameters, /^\$/), documented('templates/paths')],
  [(state) => state.Parameters !== undefined, documented('templates/literals')],
  [(state) => state.Retry !== undefined, documented('Retry/attempts')],
  [(state) => state.Catch !== undefined, documented('Catch/next')],
  [(state) => hasRule(state, /^And$/), documented('Choice/and')],
  [(state) => hasRule(state, /^Or$/), documented('Choice/or')],
  [(state) => hasRule(state, /^Not$/), documented('Choice/not')],
  [(state) => hasRule(state, /Path$/), documented('Choice/paths')],
  [(state) => hasRule(state, /^Is(Null|String|Numeric|Boolean|Timestamp)$/), documented('Choice/is-type')],
  [(state) => hasRule(state, /^IsPresent$/), documented('Choice/is-present')],
  [(state) => hasRule(state, /^StringMatches$/), documented('Choice/string-matches')],
  [(state) => hasRule(state, /^StringEquals/), documented('Choice/string-equals')],
  [(state) => hasRule(state, /^String/), documented('Choice/string-order')],
  [(state) => hasRule(state, /^Numeric/), documented('Choice/numeric')],
  [(state) => hasRule(state, /^Boolean/), documented('Choice/boolean-equals')],
  [(state) => hasRule(state, /^Timestamp/), documented('Choice/timestamp')],
  [(state) => hasRule(state, /^Condition$/), documented('jsonata/condition')],
  [({ Type, Choices }) => Type === 'Choice' && Choices !== undefined, documented('Choice/first-match-wins')],
  [({ SecondsPath }) => SecondsPath !== undefined, documented('Wait/seconds-path')],
  [({ TimestampPath }) => TimestampPath !== undefined, documented('Wait/timestamp-path')],
  [({ Timestamp }) => Timestamp !== undefined, documented('Wait/timestamp')],
  [({ Assign }) => Assign !== undefined, documented('variables/assign')],
  [({ Output }) => Output !== undefined, recorded('jsonata/output')],
  [({ ItemSelector }) => ItemSelector !== undefined, documented('Map/item-selector')],
  [({ Type }) => Type === 'Map', documented('Map/outputs-in-order')],
  [({ Type }) => Type === 'Parallel', documented('Parallel/outputs-in-order')],
  [({ HeartbeatSeconds }) => HeartbeatSeconds !== undefined, documented('Task/heartbeat')],
  [({ TimeoutSeconds }) => TimeoutSeconds !== undefined, documented('Task/timeout')],
  [({ Type }) => Type === 'Task', documented('Task/result')],
  [({ Type }) => Type === 'Fail', documented('Fail/ends')],
  [({ Type }) => Type === 'Wait', documented('Wait/output-is-input')],
  [({ Result }) => Result !== undefined, documented('Pass/result')],
  [({ Type }) => Type === 'Succeed', documented('Succeed/ends')],
  [({ Type }) => Type === 'Pass', documented('Pass/input-is-output')],
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
 * backed by what the language says; other differences of histories are our reading.
 * @param definition the smallest that shows the difference: all that it has is needed for it
 */
export function backingOf(
  definition: JsonObject,
  fingerprint: string,
): { readonly id: string; readonly evidence: string } | undefined {
  if (!/^(status \w+|output|error)$/.test(fingerprint)) return undefined;
  const states = statesOf(definition).map(({ state }) => state);
  if (states.length > 4) return undefined;
  const found = features.find(([has]) => states.some(has));
  return found === undefined ? undefined : { id: found[1].statement, evidence: found[1].evidence };
}
