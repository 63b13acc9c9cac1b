import { runCase } from '../../harness/run-case.js';
import type { ConformanceRun, RunningTarget } from '../../harness/target.js';
import { makeWorker } from '../../harness/worker.js';
import { TargetWorld } from '../../suites/laws/target-world.js';
import type { World } from '../../suites/laws/world.js';
import { CommandError, exitCodes } from '../exit.js';
import { interruption } from '../runner/interrupt.js';
import { type Choice, type StartTarget, startTarget } from '../runner/target.js';

/** Longer than any table takes. */
const LONGEST_MS = 1_800_000;

/** Starts a target, does something with it as a case would, and stops it. @throws CommandError when that was not possible */
export async function onTarget(
  choice: Choice,
  options: Omit<StartTarget, 'signal'>,
  work: (world: World, target: RunningTarget['info']) => Promise<void>,
): Promise<void> {
  const interrupt = interruption();
  try {
    const target = await startTarget(choice, { ...options, signal: interrupt.signal });
    try {
      await asCase(target, options.seed, work);
    } finally {
      await target.stop();
    }
  } finally {
    interrupt.dispose();
  }
}

async function asCase(
  target: RunningTarget,
  seed: number,
  work: (world: World, target: RunningTarget['info']) => Promise<void>,
): Promise<void> {
  const runId = crypto.randomUUID().slice(0, 8);
  const budgets = { ...target.budgets, caseMs: LONGEST_MS };
  const run: ConformanceRun = { target: target.info, runId, seed, runs: 1, client: 'wire', budgets };
  const worker = await makeWorker(run);
  const plan = { id: 'laws', title: 'laws', suite: 'laws', cites: ['laws:valid-definitions'], requires: [] };
  try {
    const { record } = await runCase(worker, plan, async (context) => {
      await work(new TargetWorld(context), target.info);
    });
    if (record.verdict === 'inconclusive') throw new CommandError(exitCodes.inconclusive, record.reason);
  } finally {
    await worker.close();
  }
}
