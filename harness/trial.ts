import type { CaseBody } from './context.js';
import { TargetHealth } from './health.js';
import { digitsOf } from './names.js';
import type { CasePlan, CaseRecord } from './record.js';
import { runCase } from './run-case.js';
import type { FaultyTarget, TargetInfo } from './target.js';
import { probe, type Worker } from './worker.js';

/** What a case said of one faulty engine. JSON only. */
export interface Trial {
  readonly fault: string;
  readonly verdict: CaseRecord['verdict'];
  /** The statement that a failure named, and what told it. */
  readonly statement?: string;
  readonly oracle?: string;
  /** Of all but a pass: why. */
  readonly reason?: string;
  readonly blame?: string;
  readonly durationMs: number;
  /** The rules that any answer broke, whatever the case was about: `protocol:...`, `schema:...`, `history:...`. */
  readonly broken: readonly { readonly rule: string; readonly statement?: string }[];
}

/** So many faulty engines are tried at once: a trial waits for answers most of its time. */
const SIDE_BY_SIDE = 4;

/**
 * Runs a case once on each of the faulty engines that are to be tried with it, to see whether it notices. A case that does not
 * end tells nothing, so none gets longer than the run's own budget.
 */
export async function tryFaults(worker: Worker, plan: CasePlan, body: CaseBody): Promise<Trial[]> {
  const wanted = (worker.run.faulty ?? []).filter(({ cases }) => cases === 'all' || cases.includes(plan.id));
  const trials: Trial[] = [];
  const next = wanted.values();
  const lane = async (): Promise<void> => {
    for (const faulty of next) trials.push(await tryOne(worker, faulty, plan, body));
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return trials;
}

async function tryOne(worker: Worker, faulty: FaultyTarget, plan: CasePlan, body: CaseBody): Promise<Trial> {
  const { record } = await runCase(workerOn(worker, faulty), plan, body, worker.budgets.caseMs);
  return {
    fault: faulty.fault,
    verdict: record.verdict,
    ...('reason' in record ? { reason: record.reason } : {}),
    ...('blame' in record ? { blame: record.blame } : {}),
    ...(record.verdict === 'fail' ? { statement: record.statement, oracle: record.oracle } : {}),
    durationMs: record.durationMs,
    broken: record.contract
      .filter(({ violations }) => violations > 0)
      .map(({ rule, statement }) => ({ rule, ...(statement === undefined ? {} : { statement }) })),
  };
}

/** The worker, with a faulty engine as its target. What it has learnt of another target does not count. */
function workerOn(worker: Worker, { fault, url, control }: FaultyTarget): Worker {
  const target: TargetInfo = { ...worker.run.target, url, clock: { kind: 'virtual', control } };
  const { transport, budgets } = worker;
  return {
    ...worker,
    // One Lambda host serves the functions of trials side by side: their names must tell the engines apart.
    run: { ...worker.run, target, runId: digitsOf(`${worker.run.runId} ${fault}`, 10) },
    health: new TargetHealth(() => probe(target, transport, budgets.requestMs)),
    requestIds: new Set(),
    runsOf: new Map(),
  };
}
