import { isEqualJson } from '../expected.js';
import { shownValue } from '../judge/body.js';
import { isSameMember, isSameOutput } from './equal.js';
import { isBranched, isBroken, type Labelled, labelled, type RawEvent } from './labelled.js';

export type { RawEvent } from './labelled.js';

/** What became of a run. */
export interface Ran {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: readonly RawEvent[];
}

/** One way in which a run differs from the reference's. */
export interface Difference {
  /** What kind of difference it is, whatever the machine: two machines that show the same one have one cause, most likely. */
  readonly fingerprint: string;
  readonly expected: string;
  readonly actual: string;
  /** The event of the run that shows it, from 0. Absent for one of the whole run. */
  readonly event?: number;
}

/** What two runs of one machine may differ in, besides ids, ARNs of runs, names of workers and the order between branches. */
export interface Freedoms {
  /** `exact`: times are compared to the millisecond. `real`: an event may only not come too early, by this much. */
  readonly time: { readonly kind: 'exact' } | { readonly kind: 'real'; readonly slackMs: number };
}

/** How a run differs from the reference's run of the same machine: the first difference in its history first. */
export function differences(reference: Ran, actual: Ran, freedoms: Freedoms): Difference[] {
  // Most runs of a sound target differ in nothing: then no event needs a label.
  if (isEqualJson(reference.history, actual.history)) return outcomeDifferences(reference, actual);
  const expected = labelled(reference.history);
  const events = labelled(actual.history);
  const open = isBroken(expected) && isBranched(expected);
  const found = open ? [] : historyDifferences(expected, events, freedoms);
  const inOrder = found.sort((one, other) => (one.event ?? events.length) - (other.event ?? events.length));
  return [...inOrder, ...outcomeDifferences(reference, actual)];
}

function outcomeDifferences(reference: Ran, actual: Ran): Difference[] {
  const found: Difference[] = [];
  const add = (fingerprint: string, expected: unknown, got: unknown): void => {
    found.push({ fingerprint, expected: shownValue(expected), actual: shownValue(got) });
  };
  if (reference.status !== actual.status) {
    const told = actual.error === undefined ? '' : ` (${actual.error})`;
    add(`status ${reference.status}`, reference.status, `${actual.status}${told}`);
    return found;
  }
  if (!isSameOutput(reference.output, actual.output)) add('output', reference.output, actual.output);
  if (reference.error !== actual.error) add('error', reference.error, actual.error);
  else if (!isSameMember('cause', reference.cause, actual.cause)) add('cause', reference.cause, actual.cause);
  return found;
}

interface Pair {
  readonly expected: Labelled;
  readonly actual: Labelled;
}

function historyDifferences(
  expected: readonly Labelled[],
  actual: readonly Labelled[],
  freedoms: Freedoms,
): Difference[] {
  const { pairs, missing, extra } = pair(expected, actual);
  const branched = isBranched(expected);
  const found: Difference[] = [];
  for (const event of missing) {
    // It would have come after what is there before it.
    const at = pairs.findLast((other) => other.expected.index < event.index)?.actual.index ?? -1;
    found.push({ fingerprint: `no ${event.type}`, expected: event.label, actual: 'no such event', event: at + 1 });
  }
  for (const event of extra) {
    found.push({
      fingerprint: `extra ${event.type}`,
      expected: 'no such event',
      actual: event.label,
      event: event.index,
    });
  }
  for (const both of pairs) {
    const difference = pairDifference(both, branched, freedoms);
    if (difference !== undefined) found.push({ ...difference, event: both.actual.index });
  }
  if (!branched && missing.length === 0 && extra.length === 0) found.push(...orderDifference(pairs));
  return found;
}

/** Events of one label are paired: those that say the same first, then in their order. */
function pair(
  expected: readonly Labelled[],
  actual: readonly Labelled[],
): { pairs: Pair[]; missing: Labelled[]; extra: Labelled[] } {
  const groups = new Map<string, Labelled[]>();
  for (const event of actual) {
    const group = groups.get(event.label);
    if (group === undefined) groups.set(event.label, [event]);
    else group.push(event);
  }
  const pairs: Pair[] = [];
  const left: Labelled[] = [];
  for (const event of expected) {
    const group = groups.get(event.label) ?? [];
    const at = group.findIndex(
      (other) => memberDifference(event, other) === undefined && other.previous === event.previous,
    );
    if (at < 0) left.push(event);
    else pairs.push({ expected: event, actual: group.splice(at, 1)[0]! });
  }
  const missing: Labelled[] = [];
  for (const event of left) {
    const other = groups.get(event.label)?.shift();
    if (other === undefined) missing.push(event);
    else pairs.push({ expected: event, actual: other });
  }
  pairs.sort((one, other) => one.expected.index - other.expected.index);
  return { pairs, missing, extra: [...groups.values()].flat() };
}

/** The first member in which the details of two events differ. */
function memberDifference(expected: Labelled, actual: Labelled): string | undefined {
  const names = new Set([...Object.keys(expected.details), ...Object.keys(actual.details)]);
  for (const name of names) if (!isSameMember(name, expected.details[name], actual.details[name])) return name;
  return undefined;
}

/** Events that follow on whichever branch or iteration was the last. */
const JOINING = /^(Parallel|Map)State(Succeeded|Exited)$|^MapIterationStarted$/;

function pairDifference({ expected, actual }: Pair, branched: boolean, { time }: Freedoms): Difference | undefined {
  const member = memberDifference(expected, actual);
  const { type } = expected;
  if (member !== undefined) {
    return {
      fingerprint: `${type} ${member}`,
      expected: `${expected.label}: ${member} ${shownValue(expected.details[member])}`,
      actual: shownValue(actual.details[member]),
    };
  }
  if (expected.previous !== actual.previous && !(branched && JOINING.test(type))) {
    return {
      // Where a target has no such ids at all, that is one difference and not one for each type of event.
      fingerprint: actual.previous === 'nothing' ? 'no previousEventId' : `previous of ${type}`,
      expected: `${expected.label} follows on ${expected.previous}`,
      actual: actual.previous,
    };
  }
  const slack = time.kind === 'exact' ? 1 : time.slackMs;
  const late = time.kind === 'exact' && actual.atMs > expected.atMs + slack;
  if (actual.atMs < expected.atMs - slack || late) {
    return {
      fingerprint: `time of ${type}`,
      expected: `${expected.label} after ${expected.atMs} ms`,
      actual: `after ${actual.atMs} ms`,
    };
  }
  return undefined;
}

function orderDifference(pairs: readonly Pair[]): Difference[] {
  const wrong = pairs.find((both, index) => index > 0 && both.actual.index < pairs[index - 1]!.actual.index);
  return wrong === undefined
    ? []
    : [
        {
          fingerprint: `order of ${wrong.expected.type}`,
          expected: `${wrong.expected.label} as event ${wrong.expected.index + 1}`,
          actual: `event ${wrong.actual.index + 1}`,
          event: wrong.actual.index,
        },
      ];
}
