import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { CasePlan } from '../../harness/record.js';
import type { Trial } from '../../harness/trial.js';
import type { RunEvent } from '../../reporters/events.js';

type Emit = (event: RunEvent) => void;
/** Told of what a case said of faulty engines. */
export type OnTrials = (plan: CasePlan, trials: readonly Trial[]) => void;

/** Turns what vitest reports into our own event stream. It draws no conclusion. */
export class StreamReporter implements Reporter {
  private emit: Emit = () => undefined;
  private onTrials: OnTrials = () => undefined;
  /** A cancelled run makes vitest report its finished tests once more. */
  private readonly finished = new Set<string>();

  constructor(private readonly suiteOf: (module: TestModule) => string) {}

  /** From now on events go to `emit`, and trials of a run that measures the suite to `onTrials`. */
  listen(emit: Emit, onTrials: OnTrials = () => undefined): void {
    this.emit = emit;
    this.onTrials = onTrials;
    this.finished.clear();
  }

  onTestCaseReady(test: TestCase): void {
    const plan = test.meta().conformance?.plan;
    if (plan !== undefined) this.emit({ type: 'case-started', id: plan.id });
  }

  onTestCaseResult(test: TestCase): void {
    const meta = test.meta().conformance;
    const { state, errors } = test.result();
    // Skipped without a record: the run was cancelled before the case began.
    if (meta === undefined || (state === 'skipped' && meta.record === undefined)) return;
    if (this.finished.has(test.id)) return;
    this.finished.add(test.id);
    if (meta.trials !== undefined) {
      this.onTrials(meta.plan, meta.trials);
      return;
    }
    const problem = errors?.[0]?.message;
    const startedAt = test.diagnostic()?.startTime;
    this.emit({
      type: 'case-finished',
      id: meta.plan.id,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(meta.record === undefined ? {} : { record: meta.record }),
      ...(problem === undefined ? {} : { problem: `The case ended without a verdict: ${problem}` }),
    });
  }

  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) {
      this.emit({ type: 'harness-failed', suite: this.suiteOf(module), message });
    }
  }

  onTestRunEnd(
    _modules: unknown,
    unhandled: ReadonlyArray<{ readonly message: string; readonly stack?: string }>,
  ): void {
    for (const error of unhandled) {
      const trace = process.env.SFN_CONFORMANCE_DEBUG === undefined ? '' : `\n${error.stack ?? ''}`;
      this.emit({ type: 'harness-failed', message: `An error that no case caught: ${error.message}${trace}` });
    }
  }
}

/** The cases of a collected module, and what is wrong with it. */
export function plansOf(module: TestModule): {
  cases: { plan: CasePlan; taskId: string }[];
  problems: string[];
} {
  const cases: { plan: CasePlan; taskId: string }[] = [];
  const problems = module.errors().map(({ message, stack = '' }) => {
    const [, place] = stack.split(`at ${module.moduleId}:`);
    const [, line, column] = /^(\d+):(\d+)/.exec(place ?? '') ?? [];
    return line === undefined ? message : `${message}, line ${line}, column ${column}`;
  });
  for (const test of module.children.allTests()) {
    const plan = test.meta().conformance?.plan;
    if (plan === undefined) problems.push(`The test "${test.fullName}" is not made by this project's \`test\`.`);
    else cases.push({ plan, taskId: test.id });
  }
  return { cases, problems };
}
