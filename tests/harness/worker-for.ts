import { onTestFinished } from 'vitest';
import type { CaseBody } from '../../harness/context.js';
import type { CasePlan, CaseRecord } from '../../harness/record.js';
import { runCase } from '../../harness/run-case.js';
import { type Capability, type ConformanceRun, capabilities, type TargetInfo } from '../../harness/target.js';
import { makeWorker, type Worker } from '../../harness/worker.js';

let runs = 0;

/** A run against `url`, as the main process would describe it. */
export function runOn(
  url: string,
  target: Partial<TargetInfo> = {},
  run: Partial<ConformanceRun> = {},
): ConformanceRun {
  return {
    target: {
      name: 'fake',
      url,
      region: 'us-east-1',
      accountId: '123456789012',
      edition: 'current',
      capabilities: Object.keys(capabilities) as Capability[],
      isolation: 'none',
      clock: { kind: 'real' },
      ...target,
    },
    runId: `t${process.pid}${(runs++).toString(36)}`,
    seed: 1,
    runs: 10,
    client: 'wire',
    ...run,
  };
}

/** A worker that is closed when the test ends. */
export async function workerFor(run: ConformanceRun): Promise<Worker> {
  const worker = await makeWorker(run);
  onTestFinished(() => worker.close());
  return worker;
}

export function planOf(plan: Partial<CasePlan> = {}): CasePlan {
  return {
    id: 'sfn/tests/a-case',
    title: 'a case',
    suite: 'sfn/tests',
    cites: ['sfn:StartExecution/behaviour/tested'],
    requires: [],
    ...plan,
  };
}

/** Runs one case on a worker of its own. */
export async function runOne(run: ConformanceRun, body: CaseBody, plan: Partial<CasePlan> = {}): Promise<CaseRecord> {
  const worker = await workerFor(run);
  return (await runCase(worker, planOf(plan), body)).record;
}
