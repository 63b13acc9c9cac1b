import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shownAddress } from '../../adapters/address.js';
import { removeLeftovers } from '../../harness/leftovers.js';
import type { ConformanceRun, RunningTarget } from '../../harness/target.js';
import { buildReport } from '../../reporters/build.js';
import { renderHead } from '../../reporters/console.js';
import type { RunEvent, RunHeader } from '../../reporters/events.js';
import { Progress } from '../../reporters/progress.js';
import type { Ending, Report } from '../../reporters/report.js';
import { counted } from '../../reporters/text.js';
import { loadLedger } from '../ledger.js';
import type { RunOptions } from '../run.js';
import { toolVersion } from '../version.js';
import { Counterexamples, counterexamplesFolder } from './counterexamples.js';
import { SecondChances, type Surprises } from './second-chances.js';
import type { OpenSuites } from './suites.js';
import type { Terminal } from './terminal.js';

export interface Execution {
  readonly options: RunOptions;
  readonly suites: OpenSuites;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** Cases that are not to run, by their ids, and why not. */
  readonly leaveOut?: Readonly<Record<string, string>>;
  /** What of a report is otherwise than the user knows the target to be. */
  readonly surprises?: (report: Report) => Surprises;
}

/** Runs the selected cases on a running target and sums up what they told. */
export async function execute(target: RunningTarget, execution: Execution): Promise<Report> {
  const { options, suites, seed, signal, terminal } = execution;
  const sharedFolder = mkdtempSync(join(tmpdir(), 'sfn-conformance-'));
  try {
    const conformance: ConformanceRun = {
      target: target.info,
      runId: freshRunId(),
      seed,
      runs: options.runs,
      client: options.client,
      sharedFolder,
      ...(options.transcripts === undefined
        ? {}
        : { transcripts: { folder: resolve(options.transcripts), toolVersion: toolVersion() } }),
      ...(execution.leaveOut === undefined ? {} : { leaveOut: execution.leaveOut }),
      budgets: { ...target.budgets, caseMs: options.timeout * 1_000 },
      ...(options.timeBudget === undefined ? {} : { searchMs: options.timeBudget * 1_000 }),
    };
    const header = headerOf(options, target, seed);
    terminal.write(`${renderHead(header, suites.selected.flatMap(({ cases }) => cases).length)}\n`);
    const progress = new Progress(terminal);
    const events: RunEvent[] = [];
    const counterexamples = new Counterexamples(counterexamplesFolder(options));
    const emit = (told: RunEvent) => {
      const event = counterexamples.kept(told);
      events.push(event);
      progress.onEvent(event);
    };
    const ledger = loadLedger(
      options.edition,
      suites.selected.map(({ suite }) => suite),
    );
    const { surprises } = execution;
    const surprisesSoFar = () =>
      surprises?.(buildReport([...events, { type: 'run-finished', durationMs: 0, ending: 'complete' }], ledger));
    const deaths = () => target.deaths?.() ?? [];
    const say = (text: string) => terminal.write(`${terminal.isTTY ? '\r\x1b[2K' : ''}${text}\n`);
    const isBilled = target.isBilled === true;
    await tell({ emit, say, header, conformance, suites, signal, deaths, isBilled, surprisesSoFar });
    await removeLeftovers(conformance);
    const summary = counterexamples.summary(options.target);
    if (summary !== undefined) terminal.write(`\n${summary}\n`);
    return buildReport(events, ledger);
  } finally {
    rmSync(sharedFolder, { recursive: true, force: true });
  }
}

interface Telling {
  readonly emit: (event: RunEvent) => void;
  readonly say: (text: string) => void;
  readonly header: RunHeader;
  readonly conformance: ConformanceRun;
  readonly suites: OpenSuites;
  readonly signal: AbortSignal;
  readonly deaths: () => readonly number[];
  readonly isBilled: boolean;
  readonly surprisesSoFar: () => Surprises | undefined;
}

async function tell(telling: Telling): Promise<void> {
  const { emit, header, conformance, suites, signal, deaths, isBilled, surprisesSoFar } = telling;
  const { session, selected, broken } = suites;
  const startedAt = performance.now();
  emit({ type: 'run-started', header });
  for (const { suite, cases } of selected) emit({ type: 'cases-planned', suite, cases: cases.map(({ plan }) => plan) });
  for (const { suite, problems } of broken) {
    for (const message of problems) emit({ type: 'harness-failed', suite, message });
  }
  let ending: Ending = 'complete';
  if (selected.length > 0) {
    const chances = new SecondChances(conformance.target.clock.kind, deaths);
    const first = (event: RunEvent) => {
      if (event.type === 'case-finished') chances.see(event);
      emit(event);
    };
    ending = await session.run(selected, conformance, first, signal);
    // No more is paid than was agreed to.
    const again = isBilled ? new Set<string>() : chances.of(surprisesSoFar);
    if (ending === 'complete' && again.size > 0) ending = await repeat(telling, again, chances);
  }
  emit({ type: 'run-finished', durationMs: performance.now() - startedAt, ending });
}

/** Runs cases again, one at a time: then each has the target for itself. What is known of them stands until then. */
async function repeat(telling: Telling, ids: ReadonlySet<string>, chances: SecondChances): Promise<Ending> {
  const { emit, say, conformance, suites, signal } = telling;
  say(`${counted(ids.size, 'case')} tried again, each by itself`);
  const again = suites.selected
    .map((suite) => ({ ...suite, cases: suite.cases.filter(({ plan }) => ids.has(plan.id)) }))
    .filter(({ cases }) => cases.length > 0);
  for (const id of ids) if (chances.wasInVain(id)) emit({ type: 'case-repeated', id });
  const second = (event: RunEvent) => {
    if (event.type !== 'case-finished') return emit(event);
    const { id } = event;
    const settled = chances.settled(event);
    if (settled === undefined) return;
    if (!chances.wasInVain(id)) emit({ type: 'case-repeated', id });
    emit(settled);
    if (settled.record !== undefined) say(`  ${settled.record.verdict.padEnd(12)}  ${id}`);
  };
  // What the first run made may still be there: the second has names of its own.
  const anew = { ...conformance, runId: freshRunId() };
  return await suites.session.run(again, anew, second, signal, 'one-by-one');
}

const freshRunId = (): string => crypto.randomUUID().slice(0, 8);

function headerOf(options: RunOptions, { info }: RunningTarget, seed: number): RunHeader {
  const { name, version, url, capabilities } = info;
  return {
    tool: { name: 'sfn-conformance', version: toolVersion() },
    target: { name, ...(version === undefined ? {} : { version }), address: shownAddress(url), capabilities },
    edition: options.edition,
    seed,
    client: options.client,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    startedAt: new Date().toISOString(),
  };
}
