import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { suiteOfFile } from '../../harness/case-id.js';
import type { CasePlan } from '../../harness/record.js';
import type { ConformanceRun } from '../../harness/target.js';
import type { RunEvent } from '../../reporters/events.js';
import type { Ending } from '../../reporters/report.js';
import { packageRoot } from '../../specs/package-root.js';
import { type OnTrials, plansOf, StreamReporter } from './stream.js';

/** How long running cases may go on after a Ctrl-C. */
const GRACE_MS = 2_000;
/** The harness ends each case in its own budget; this much later vitest ends one that the harness failed to end. */
const BACKSTOP_MS = 30_000;

export interface SessionOptions {
  /** The folder of the compiled suites. */
  readonly folder: string;
  /** Globs of suite files, relative to the folder. */
  readonly include: readonly string[];
  /** Absolute paths of a team's own case files, in JavaScript or TypeScript. */
  readonly own: readonly string[];
  /** The seed of the order of suites and cases. */
  readonly seed: number;
  /** The longest that a case may take, milliseconds. */
  readonly caseMs: number;
  /** How many suites run at once. */
  readonly workers: number;
}

/** What a suite file holds, before anything runs. */
export interface CollectedSuite {
  readonly suite: string;
  readonly specification: TestSpecification;
  readonly cases: readonly { readonly plan: CasePlan; readonly taskId: string }[];
  /** Why the file could not be loaded. */
  readonly problems: readonly string[];
}

/** One vitest, on the compiled suites: first they are collected, then those selected are run. */
export class SuiteSession {
  private isReady = false;

  private constructor(
    private readonly vitest: Vitest,
    private readonly reporter: StreamReporter,
    private readonly options: SessionOptions,
  ) {}

  static async open(options: SessionOptions): Promise<SuiteSession> {
    const reporter = new StreamReporter((module) => suiteOfFile(module.moduleId, options.folder));
    const vitest = await withoutNewListeners(() => openVitest(options, reporter));
    return new SuiteSession(vitest, reporter, options);
  }

  /** Loads every suite without running a case. */
  async collect(): Promise<CollectedSuite[]> {
    const { folder, include, own } = this.options;
    const project = this.vitest.getRootProject();
    const specifications = [
      ...(include.length === 0 ? [] : await this.vitest.getRelevantTestSpecifications()),
      ...own.map((file) => project.createSpecification(file)),
    ];
    if (specifications.length === 0) return [];
    const { testModules } = await this.vitest.collectTests(specifications);
    const byFile = new Map(specifications.map((specification) => [specification.moduleId, specification]));
    return testModules.flatMap((module) => {
      const specification = byFile.get(module.moduleId);
      if (specification === undefined) return [];
      const { cases, problems } = plansOf(module);
      return [{ suite: suiteOfFile(module.moduleId, folder), specification, cases, problems }];
    });
  }

  /**
   * Runs cases that {@link collect} found and tells what becomes of them. Ends by itself, and soon after `signal` does.
   * @param selected for each suite the cases to run, all of them or some
   * @param conformance what each worker is given
   * @param order `side-by-side`: suites at once, as many as there are workers; `one-by-one`: one case at a time
   */
  async run(
    selected: readonly CollectedSuite[],
    conformance: ConformanceRun,
    emit: (event: RunEvent) => void,
    signal: AbortSignal,
    order: 'side-by-side' | 'one-by-one' = 'side-by-side',
  ): Promise<Ending> {
    this.reporter.listen(emit);
    return await this.perform(selected, conformance, signal, order);
  }

  /**
   * Tries cases on the faulty engines that `conformance` names, in place of the target.
   * @param emit told of cases that ended without a word, and of failures of the harness
   */
  async measure(
    selected: readonly CollectedSuite[],
    conformance: ConformanceRun,
    onTrials: OnTrials,
    emit: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Ending> {
    this.reporter.listen(emit, onTrials);
    return await this.perform(selected, conformance, signal, 'side-by-side');
  }

  private async perform(
    selected: readonly CollectedSuite[],
    conformance: ConformanceRun,
    signal: AbortSignal,
    order: 'side-by-side' | 'one-by-one',
  ): Promise<Ending> {
    if (signal.aborted) return 'interrupted';
    this.vitest.provide('conformance', conformance);
    if (!this.isReady) await this.vitest.standalone();
    this.isReady = true;
    const specifications = selected.map(({ specification, cases }) =>
      specification.project.createSpecification(specification.moduleId, { testIds: cases.map(({ taskId }) => taskId) }),
    );
    let end = (): void => undefined;
    const interrupted = new Promise<void>((resolve) => {
      end = () => {
        void this.vitest.cancelCurrentRun('keyboard-input');
        void pause(GRACE_MS).then(resolve);
      };
      signal.addEventListener('abort', end, { once: true });
    });
    // A measurement runs many times under one signal.
    await Promise.race([this.runInOrder(specifications, order, signal), interrupted]).finally(() =>
      signal.removeEventListener('abort', end),
    );
    return signal.aborted ? 'interrupted' : 'complete';
  }

  private async runInOrder(
    specifications: TestSpecification[],
    order: 'side-by-side' | 'one-by-one',
    signal: AbortSignal,
  ): Promise<void> {
    const groups = order === 'side-by-side' ? [specifications] : specifications.map((specification) => [specification]);
    for (const group of groups) {
      if (!signal.aborted) await this.vitest.runTestSpecifications(group, true);
    }
  }

  async close(): Promise<void> {
    await Promise.race([this.vitest.close(), pause(GRACE_MS)]);
  }
}

/** Vitest would end the process a millisecond after a Ctrl-C. How this process ends is the command line's to say. */
async function withoutNewListeners<Result>(work: () => Promise<Result>): Promise<Result> {
  const events = ['SIGINT', 'SIGTERM', 'exit', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as 'exit')));
  const result = await work();
  events.forEach((event, at) => {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[at]?.has(listener)) process.off(event, listener);
    }
  });
  return result;
}

const isDebugging = process.env.SFN_CONFORMANCE_DEBUG !== undefined;

class Sink extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

function openVitest(options: SessionOptions, reporter: StreamReporter): Promise<Vitest> {
  const { folder, seed, caseMs } = options;
  return createVitest(
    'test',
    {
      // Nothing of the folder that the user stands in may change a run: no configuration, no environment file, no cache.
      config: false,
      root: folder,
      dir: folder,
      cache: false,
      include: [...options.include],
      exclude: [],
      passWithNoTests: true,
      watch: false,
      reporters: [reporter],
      pool: 'threads',
      isolate: false,
      maxWorkers: options.workers,
      // Our code is compiled: Node loads it as it is, from inside `node_modules` too. A team's own files may be TypeScript.
      server: { deps: { external: [ownFiles(options)] } },
      // A team's cases must get the harness of this run, and not of another copy.
      alias: [{ find: /^sfn-conformance$/, replacement: join(packageRoot, 'dist', 'index.js') }],
      sequence: { shuffle: { files: true, tests: true }, seed },
      testTimeout: caseMs + BACKSTOP_MS,
      hookTimeout: caseMs + BACKSTOP_MS,
      teardownTimeout: GRACE_MS,
    },
    { envDir: false, publicDir: false, css: { postcss: {} }, logLevel: 'error' },
    // What vitest itself would print (a worker that was slow to end) is no part of a report.
    isDebugging ? {} : { stdout: new Sink(), stderr: new Sink() },
  );
}

/** Matches every file that vitest is to leave to Node: all but what lies in the project that a team's own cases are of. */
function ownFiles({ own }: SessionOptions): RegExp {
  if (own.length === 0) return /./;
  const escaped = (path: string) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`/node_modules/|^(?:file://)?${escaped(join(packageRoot, 'dist'))}/`);
}

/** How many suites to run at once: on a real clock cases mostly wait, so more of them than there are processors. */
export function defaultWorkers(clock: 'real' | 'virtual'): number {
  const processors = availableParallelism();
  return clock === 'virtual' ? Math.min(processors, 8) : Math.max(4, processors);
}
