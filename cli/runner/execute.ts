import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownAddress } from '../../adapters/address.js';
import type { ConformanceRun, RunningTarget } from '../../harness/target.js';
import { buildReport } from '../../reporters/build.js';
import { renderHead } from '../../reporters/console.js';
import type { RunEvent, RunHeader } from '../../reporters/events.js';
import { Progress } from '../../reporters/progress.js';
import type { Report } from '../../reporters/report.js';
import { loadLedger } from '../ledger.js';
import { toolVersion } from '../program.js';
import type { RunOptions } from '../run.js';
import type { OpenSuites } from './suites.js';
import type { Terminal } from './terminal.js';

export interface Execution {
  readonly options: RunOptions;
  readonly suites: OpenSuites;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** Runs the selected cases on a running target and sums up what they told. */
export async function execute(target: RunningTarget, execution: Execution): Promise<Report> {
  const { options, suites, seed, signal, terminal } = execution;
  const sharedFolder = mkdtempSync(join(tmpdir(), 'sfn-conformance-'));
  try {
    const conformance: ConformanceRun = {
      target: target.info,
      runId: crypto.randomUUID().slice(0, 8),
      seed,
      runs: options.runs,
      client: options.client,
      sharedFolder,
      budgets: { caseMs: options.timeout * 1_000 },
    };
    const header = headerOf(options, target, seed);
    terminal.write(`${renderHead(header, suites.selected.flatMap(({ cases }) => cases).length)}\n`);
    const progress = new Progress(terminal);
    const events: RunEvent[] = [];
    const emit = (event: RunEvent) => {
      events.push(event);
      progress.onEvent(event);
    };
    await tell(emit, header, conformance, suites, signal);
    return buildReport(events, loadLedger(options.edition));
  } finally {
    rmSync(sharedFolder, { recursive: true, force: true });
  }
}

async function tell(
  emit: (event: RunEvent) => void,
  header: RunHeader,
  conformance: ConformanceRun,
  { session, selected, broken }: OpenSuites,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  emit({ type: 'run-started', header });
  for (const { suite, cases } of selected) emit({ type: 'cases-planned', suite, cases: cases.map(({ plan }) => plan) });
  for (const { suite, problems } of broken) {
    for (const message of problems) emit({ type: 'harness-failed', suite, message });
  }
  const ending = selected.length === 0 ? 'complete' : await session.run(selected, conformance, emit, signal);
  emit({ type: 'run-finished', durationMs: performance.now() - startedAt, ending });
}

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
