import { inject, TestRunner, test as vitestTest } from 'vitest';
import { caseId, suiteOf, suiteOfFile } from './case-id.js';
import type { CaseBody, CaseOptions } from './context.js';
import type { CasePlan } from './record.js';
import { runCase } from './run-case.js';
import type { ConformanceRun } from './target.js';
import { tryFaults } from './trial.js';
import { makeWorker, type Worker } from './worker.js';

/** Vitest's own time-out comes after ours: it is for a harness that failed to end a case. */
const BACKSTOP_MS = 30_000;

const conformanceTest = vitestTest.extend<{ $worker: { worker: Worker } }>({
  worker: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures from it.
    async ({}, use) => {
      const worker = await makeWorker(runOfThisProcess());
      await use(worker);
      await worker.close();
    },
    { scope: 'worker' },
  ],
});

function runOfThisProcess(): ConformanceRun {
  const run: ConformanceRun | undefined = inject('conformance');
  if (run !== undefined) return run;
  throw new Error('There is no target: run the cases with `sfn-conformance run`, or provide `conformance` to vitest.');
}

/** The cases of each file that is being collected, by the file's own task: a file that is collected again begins anew. */
const idsOf = new WeakMap<object, Set<string>>();

/**
 * A case: a vitest test that runs against the target, gets our fixtures, and ends with one verdict.
 * @throws at collection, when it cites nothing or another case of the file has its id
 */
export function test(title: string, options: CaseOptions, body: CaseBody): void {
  const plan = planOf(title, options);
  const run = inject('conformance');
  // Faulty engines are tried one after the other, each in the case's own budget.
  const rounds = run?.faulty?.length ?? 1;
  const limit = options.budgetMs ?? run?.budgets?.caseMs;
  conformanceTest(
    title,
    {
      meta: { conformance: { plan } },
      ...(limit === undefined ? {} : { timeout: limit * rounds + BACKSTOP_MS }),
    },
    async ({ worker, task, skip }) => {
      if (worker.run.faulty !== undefined) {
        task.meta.conformance = { plan, trials: await tryFaults(worker, plan, body) };
        return;
      }
      const { record, error } = await runCase(worker, plan, body, options.budgetMs);
      task.meta.conformance = { plan, record };
      switch (record.verdict) {
        case 'pass':
          return;
        case 'skipped':
          return skip(record.reason);
        case 'fail':
        case 'inconclusive':
          throw error;
      }
    },
  );
}

function planOf(title: string, options: CaseOptions): CasePlan {
  const suite = TestRunner.getCurrentSuite();
  const { file } = suite;
  const titles: string[] = [];
  for (let parent = suite.suite; parent !== undefined; parent = parent.suite) {
    if (parent.name !== '') titles.unshift(parent.name);
  }
  const name = file?.name ?? '';
  const suiteName = name.startsWith('..') ? suiteOfFile(file.filepath, process.cwd()) : suiteOf(name);
  const id = caseId(suiteName, [...titles, title]);
  if (options.cites.length === 0 || options.cites.some((cited) => cited.trim() === '')) {
    throw new Error(`The case ${id} cites nothing: it must name the statements that it tests.`);
  }
  const known = idsOf.get(file ?? suite) ?? new Set<string>();
  if (known.has(id)) throw new Error(`Two cases have the id ${id}: give one of them another title.`);
  idsOf.set(file ?? suite, known.add(id));
  return {
    id,
    title: [...titles, title].join(' > '),
    suite: suiteName,
    cites: [...new Set(options.cites)],
    requires: options.requires ?? [],
    ...(options.editions === undefined ? {} : { editions: options.editions }),
  };
}
