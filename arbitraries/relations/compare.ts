import { isSame, type Json } from '../json.js';
import {
  broken,
  type Conditions,
  holds,
  type RelationVerdict,
  type RunEvent,
  type RunResult,
  silent,
} from './relation.js';

/** How a result is expected to differ from another: not at all, where nothing is said. */
export interface Expected {
  readonly status: string;
  readonly output?: Json | undefined;
  readonly error?: string | undefined;
  /** Absent: not compared. */
  readonly elapsedMs?: number;
  /** Makes the names of states in causes those that are expected. */
  readonly translate?: (text: string) => string;
}

/** Causes name events by their ids, which another state before them moves. A catcher makes a cause a part of the data. */
function withoutIds(value: Json | undefined, translate: (text: string) => string = (text) => text): Json | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value);
  return text.includes('event id #')
    ? (JSON.parse(translate(text.replaceAll(/event id #\d+/g, 'event id'))) as Json)
    : value;
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Whether a result is as expected: its status, then its output or error, then its time. */
export function compareResult(actual: RunResult, expected: Expected, conditions: Conditions): RelationVerdict {
  if (actual.status !== expected.status) {
    const told = actual.error === undefined ? '' : ` (${actual.error}: ${actual.cause ?? ''})`;
    return broken('status', expected.status, `${actual.status}${told}`);
  }
  // That a success has an output, and nothing else has, are claims of their own.
  const hasOutput = expected.status === 'SUCCEEDED';
  if (hasOutput && expected.output === undefined) return silent;
  if (hasOutput && !isSame(withoutIds(actual.output, expected.translate), withoutIds(expected.output)))
    return broken('output', show(expected.output), show(actual.output));
  if (actual.error !== expected.error) return broken('error', show(expected.error), show(actual.error));
  if (expected.elapsedMs === undefined) return holds;
  return compareTime(actual.elapsedMs, expected.elapsedMs, conditions);
}

/** Times are told as fractions of seconds, and rounded. */
const ROUNDING_MS = 1;
/** How much too early something may seem to be on a real clock, whose services round and keep several clocks. */
const SLACK_MS = 150;

export function compareTime(actualMs: number, expectedMs: number, { clock }: Conditions): RelationVerdict {
  // How long another run took says nothing of how long this one may take on a real clock.
  if (clock === 'real') return holds;
  return Math.abs(actualMs - expectedMs) <= ROUNDING_MS
    ? holds
    : broken('elapsed', `${expectedMs} ms`, `${actualMs} ms`);
}

/** That something does not come before it is due; on a virtual clock, that it comes just then. */
export function compareDue(actualMs: number, dueMs: number, aspect: string, { clock }: Conditions): RelationVerdict {
  const early = actualMs < dueMs - (clock === 'real' ? SLACK_MS : ROUNDING_MS);
  const late = clock === 'virtual' && actualMs > dueMs + ROUNDING_MS;
  return early || late ? broken(aspect, `after ${dueMs} ms`, `after ${Math.round(actualMs)} ms`) : holds;
}

/** The same result, and in the same time. */
export function compareResults(base: RunResult, variant: RunResult, conditions: Conditions): RelationVerdict {
  const { status, output, error, elapsedMs } = base;
  return compareResult(variant, { status, output, error, elapsedMs }, conditions);
}

/** Whether two histories say the same, times apart. `translate` makes the first one's texts those of the second. */
export function compareHistories(
  base: RunResult,
  variant: RunResult,
  { differs }: Conditions,
  translate: (text: string) => string = (text) => text,
): RelationVerdict {
  // What a refusal says of a machine is no history.
  if (base.status === 'REFUSED' && variant.status === 'REFUSED') return silent;
  if (differs === undefined) return compareEvents(base.history, variant.history, translate);
  const found = differs(JSON.parse(translate(JSON.stringify(base))) as RunResult, variant);
  return found === undefined ? holds : broken(found.aspect, found.expected, found.actual);
}

function compareEvents(
  base: readonly RunEvent[],
  variant: readonly RunEvent[],
  translate: (text: string) => string,
): RelationVerdict {
  const length = Math.max(base.length, variant.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [base[index], variant[index]];
    if (one?.type !== other?.type) {
      return broken(`event ${one?.type ?? other?.type}`, one?.type ?? 'the end', other?.type ?? 'the end');
    }
    const expected = shownEvent(one!, translate);
    const actual = shownEvent(other!, (text) => text);
    if (expected !== actual) return broken(`event ${one!.type}`, expected, actual);
  }
  return holds;
}

function shownEvent({ timestamp: _, ...event }: RunEvent, translate: (text: string) => string): string {
  return translate(JSON.stringify(event));
}

/** The first verdict that is not well, or that all is. */
export function all(...verdicts: readonly (() => RelationVerdict)[]): RelationVerdict {
  for (const verdict of verdicts) {
    const result = verdict();
    if (result.kind !== 'holds') return result;
  }
  return holds;
}

/** An execution that the service itself ended: what a state may not do at all. */
export function isRuntimeFailure({ error }: RunResult): boolean {
  return error !== undefined && /^States\.(Runtime|QueryEvaluationError|DataLimitExceeded)$/.test(error);
}
