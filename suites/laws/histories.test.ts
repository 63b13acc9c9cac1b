import type { RunEvent } from '../../arbitraries/relations/index.js';
import { type CaseContext, test } from '../../harness/index.js';
import { shownValue } from '../../harness/judge/body.js';
import { History } from '../../harness/judge/history.js';
import { lawsOf } from '../../harness/judge/laws/index.js';
import { allowanceOf } from './allowance.js';
import { machineProperty } from './drawn-machines.js';
import { concludeSearch, type Evidence, recordedRun } from './findings.js';
import { type Failure, search } from './search.js';
import { type TargetRun, TargetRuns } from './target-runs.js';

/** What holds of the history of any machine, and of how the description agrees with it. */

const SHARE = 0.15;

interface Breach {
  readonly rule: string;
  readonly expected: string;
  readonly actual: string;
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

const detailsOf = (event: RunEvent): Readonly<Record<string, unknown>> => {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return member === undefined ? {} : (event[member] as Readonly<Record<string, unknown>>);
};

function descriptionBreaches({ history, status, output, elapsedMs }: TargetRun): Breach[] {
  const last = history.at(-1);
  const type = terminal[status];
  if (type === undefined)
    return [{ rule: 'laws:description-agrees status', expected: 'a terminal status', actual: status }];
  if (last?.type !== type) {
    return [{ rule: 'laws:description-agrees status', expected: type, actual: shownValue(last?.type) }];
  }
  const told = detailsOf(last).output;
  const shown = output === undefined ? undefined : JSON.stringify(output);
  const read = typeof told === 'string' ? JSON.stringify(JSON.parse(told)) : undefined;
  const breaches: Breach[] = [];
  if (status === 'SUCCEEDED' && shown !== read) {
    breaches.push({ rule: 'laws:description-agrees output', expected: shownValue(told), actual: shownValue(shown) });
  }
  const stopped = Math.round((last.timestamp - history[0]!.timestamp) * 1000);
  // Dates are rounded, some to the second.
  if (Math.abs(stopped - elapsedMs) > 1_500) {
    breaches.push({ rule: 'laws:description-agrees stopDate', expected: `${stopped} ms`, actual: `${elapsedMs} ms` });
  }
  return breaches;
}

async function failures(context: CaseContext, run: TargetRun): Promise<Failure<Evidence>[]> {
  if (run.status === 'REFUSED') return [];
  const breaches = [...historyBreaches(run, context.target.edition), ...descriptionBreaches(run)];
  return breaches.map(({ rule, expected, actual }) => {
    const finding = { kind: 'invariant', invariant: rule.split(' ')[0]!, runs: [recordedRun(run)] } as const;
    return { fingerprint: rule, expected, actual, evidence: { finding, runs: [run] } };
  });
}

test('any machine leaves a history that keeps the laws, and that its description agrees with', {
  cites: ['laws:generated-histories', 'laws:description-agrees'],
}, async (context) => {
  const runs = new TargetRuns(context);
  const property = machineProperty(context, 1, { races: true }, async (machine) =>
    failures(context, await runs.run(machine)),
  );
  const { runs: wanted } = context.chance;
  const found = await search(property, allowanceOf(wanted, SHARE, context.target.clock.kind));
  await concludeSearch(
    context,
    {
      id: 'laws:generated-histories',
      evidence: 'recorded',
      reason: 'A generated machine leaves a history that breaks a law',
      statementOf: ({ failure }) => {
        const id = failure.fingerprint.split(' ')[0]!;
        return { id, evidence: 'recorded' };
      },
    },
    found,
    { property, runs },
  );
});
