import type { Machine } from '../../../arbitraries/machine.js';
import type { RunEvent } from '../../../arbitraries/relations/index.js';
import { shownValue } from '../../../harness/judge/body.js';
import { History } from '../../../harness/judge/history.js';
import { lawsOf } from '../../../harness/judge/laws/index.js';
import { parsedOutput, type TargetRun, type World } from '../world.js';
import { type Broken, recordedRun } from './evidence.js';

interface Breach {
  /** The id of the law, and of what aspect it is broken in. */
  readonly rule: string;
  readonly expected: string;
  readonly actual: string;
}

/** What is wrong with the history of a machine's run, and with how the description agrees with it. */
export async function judgeHistory(world: World, machine: Machine): Promise<readonly Broken[]> {
  return historyFailures(world, await world.run(machine));
}

export function historyFailures(world: World, run: TargetRun): readonly Broken[] {
  if (run.status === 'REFUSED') return [];
  const breaches = [...historyBreaches(run, world.edition), ...descriptionBreaches(run)];
  return breaches.map(({ rule, expected, actual }) => {
    const finding = { kind: 'invariant', invariant: rule.split(' ')[0]!, runs: [recordedRun(run)] } as const;
    return { fingerprint: rule, expected, actual, evidence: { finding, runs: [run] } };
  });
}

function historyBreaches({ history }: TargetRun, edition: string): Breach[] {
  const read = new History(history as unknown as ConstructorParameters<typeof History>[0]);
  return lawsOf(edition).flatMap(({ id, check }) => check(read).breaches.map((breach) => ({ rule: id, ...breach })));
}

const terminal: Readonly<Record<string, string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Dates are rounded, some to the second. */
const ROUNDING_MS = 1_500;

function descriptionBreaches({ history, status, output, elapsedMs }: TargetRun): Breach[] {
  const last = history.at(-1);
  const type = terminal[status];
  const about = (aspect: string, expected: string, actual: string): Breach => ({
    rule: `laws:description-agrees ${aspect}`,
    expected,
    actual,
  });
  if (type === undefined) return [about('status', 'a terminal status', status)];
  if (last?.type !== type) return [about('status', type, shownValue(last?.type))];
  const told = detailsOf(last).output;
  const shown = output === undefined ? undefined : JSON.stringify(output);
  const read = typeof told === 'string' ? JSON.stringify(parsedOutput(told)) : undefined;
  const breaches: Breach[] = [];
  if (status === 'SUCCEEDED' && shown !== read) breaches.push(about('output', shownValue(told), shownValue(shown)));
  const stopped = Math.round((last.timestamp - history[0]!.timestamp) * 1000);
  if (Math.abs(stopped - elapsedMs) > ROUNDING_MS) {
    breaches.push(about('stopDate', `${stopped} ms`, `${elapsedMs} ms`));
  }
  return breaches;
}

function detailsOf(event: RunEvent): Readonly<Record<string, unknown>> {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return member === undefined ? {} : (event[member] as Readonly<Record<string, unknown>>);
}
