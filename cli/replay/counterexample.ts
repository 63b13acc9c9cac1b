import { chooseTarget } from '../../adapters/registry.js';
import { type Counterexample, parseCounterexample } from '../../harness/counterexample/index.js';
import type { CaseRecord } from '../../harness/record.js';
import { runCase } from '../../harness/run-case.js';
import type { ConformanceRun, RunningTarget } from '../../harness/target.js';
import { Breach } from '../../harness/verdict.js';
import { makeWorker } from '../../harness/worker.js';
import { cut } from '../../reporters/text.js';
import { checkLaw, judgeAgain, UnknownLaw } from '../../suites/laws/judging/again.js';
import type { Broken } from '../../suites/laws/judging/evidence.js';
import { TargetWorld } from '../../suites/laws/target-world.js';
import { type ExitCode, exitCodes, usageError } from '../exit.js';
import type { ReplayOptions } from '../replay.js';
import { interruption } from '../runner/interrupt.js';
import { startTarget } from '../runner/target.js';

/** What became of a counterexample that was judged again. */
export type Replayed =
  /** `tries`: how often it was judged until it failed in the same way. */
  | { readonly outcome: 'same'; readonly failure: Broken; readonly tries: number }
  /** It fails, but in other ways only. */
  | { readonly outcome: 'other'; readonly failures: readonly Broken[] }
  | { readonly outcome: 'holds' }
  | { readonly outcome: 'inconclusive'; readonly reason: string };

/** How often something is judged that may depend on which of two things comes first. */
const TRIES_OF_SOMETIMES = 10;

/** Once where nothing is left to chance: on a virtual clock, and where it failed each time when it was found. */
function triesOf({ repeats }: Counterexample, { info }: RunningTarget, { tries }: ReplayOptions): number {
  const isCertain = repeats === undefined ? info.clock.kind === 'virtual' : repeats.failed === repeats.tries;
  return tries ?? (isCertain ? 1 : TRIES_OF_SOMETIMES);
}

/** Judges a counterexample again on a target that runs, so often until it fails in the same way. It always comes to an outcome. */
export async function replayOn(
  target: RunningTarget,
  counterexample: Counterexample,
  timeoutMs: number,
  tries = 1,
): Promise<{ readonly replayed: Replayed; readonly record: CaseRecord }> {
  const { law, seed, fingerprint, statement } = counterexample;
  const conformance: ConformanceRun = {
    target: target.info,
    runId: crypto.randomUUID().slice(0, 8),
    seed,
    runs: 1,
    client: 'wire',
    budgets: { ...target.budgets, caseMs: timeoutMs },
  };
  const plan = { id: `replay/${law}`, title: fingerprint, suite: 'replay', cites: [statement, law], requires: [] };
  const worker = await makeWorker(conformance);
  let replayed: Replayed | undefined;
  try {
    const { record } = await runCase(worker, plan, async (context) => {
      let shown: readonly Broken[] = [];
      for (let attempt = 1; attempt <= tries && replayed?.outcome !== 'same'; attempt++) {
        const failures = await judgeAgain(new TargetWorld(context), counterexample);
        const outcome = outcomeOf(failures, fingerprint, attempt);
        // What was seen before stands where a further try shows nothing.
        if (replayed !== undefined && failures.length === 0) continue;
        replayed = outcome;
        shown = outcome.outcome === 'same' ? [outcome.failure] : failures;
      }
      const [failure] = shown;
      if (failure === undefined) return;
      const { expected, actual } = failure;
      throw new Breach({ reason: failure.fingerprint, expected, actual, statement });
    });
    const reason = 'reason' in record ? record.reason : 'It could not be judged.';
    return { replayed: replayed ?? { outcome: 'inconclusive', reason }, record };
  } finally {
    await worker.close();
  }
}

function outcomeOf(failures: readonly Broken[], fingerprint: string, tries: number): Replayed {
  const failure = failures.find((one) => one.fingerprint === fingerprint);
  if (failure !== undefined) return { outcome: 'same', failure, tries };
  return failures.length > 0 ? { outcome: 'other', failures } : { outcome: 'holds' };
}

/** `replay` of a counterexample file. @throws CommandError */
export async function replayCounterexample(text: string, file: string, options: ReplayOptions): Promise<ExitCode> {
  const parsed = parseCounterexample(text);
  if (parsed.kind === 'invalid') throw usageError(`${file} is no counterexample. ${parsed.message}`);
  const { counterexample } = parsed;
  try {
    checkLaw(counterexample);
  } catch (error) {
    if (!(error instanceof UnknownLaw)) throw error;
    throw usageError(`${file} can't be judged: ${error.message} Use the version of sfn-conformance that wrote it.`);
  }
  const choice = chooseTarget(options.target ?? counterexample.target);
  if (choice.kind === 'unknown') throw usageError(`${choice.message} Say which with --target.`);
  const interrupt = interruption();
  try {
    const { seed } = counterexample;
    const { edition = counterexample.edition, region } = options;
    const target = await startTarget(choice, { edition, region, seed, signal: interrupt.signal });
    try {
      const { replayed, record } = await replayOn(
        target,
        counterexample,
        options.timeout * 1_000,
        triesOf(counterexample, target, options),
      );
      const { name, version } = target.info;
      const told = { counterexample, target: version === undefined ? name : `${name} ${version}`, replayed, record };
      process.stdout.write(options.json ? renderJson(told) : render(told));
      return exitCodeOf(replayed);
    } finally {
      await target.stop();
    }
  } finally {
    interrupt.dispose();
  }
}

interface Told {
  readonly counterexample: Counterexample;
  readonly target: string;
  readonly replayed: Replayed;
  readonly record: CaseRecord;
}

function exitCodeOf({ outcome }: Replayed): ExitCode {
  switch (outcome) {
    case 'same':
    case 'other':
      return exitCodes.nonconforming;
    case 'holds':
      return exitCodes.ok;
    case 'inconclusive':
      return exitCodes.inconclusive;
    default:
      return outcome satisfies never;
  }
}

const WIDTH = 300;

function render({ counterexample, target, replayed, record }: Told): string {
  const { law, statement, evidence, fingerprint } = counterexample;
  const field = (name: string, text: string): string[] =>
    cut(text, 3, WIDTH).map((line, index) => `  ${(index === 0 ? name : '').padEnd(10)}${line}`);
  const failed = ({ fingerprint: kind, expected, actual }: Broken): string[] => [
    ...field('fails', kind),
    ...field('expected', expected),
    ...field('actual', actual),
  ];
  const backed = evidence === 'inferred' ? ' (our reading: it counts for no score)' : '';
  const lines = [
    `${law}: ${fingerprint}, found on ${counterexample.target}; again on ${target}`,
    ...field('breaks', `${statement}${backed}`),
  ];
  switch (replayed.outcome) {
    case 'same':
      lines.push(
        ...failed(replayed.failure),
        '',
        replayed.tries === 1 ? 'The same failure.' : `The same failure, at try ${replayed.tries}.`,
      );
      break;
    case 'other':
      lines.push(...replayed.failures.slice(0, 3).flatMap(failed), '', 'Another failure.');
      break;
    case 'holds':
      lines.push('', 'No failure: the law holds here.');
      break;
    case 'inconclusive':
      lines.push(...field('because', replayed.reason), '', 'It could not be judged.');
      break;
    default:
      replayed satisfies never;
  }
  const curl = counterexample.curl ?? record.reproduction?.curl;
  if (curl !== undefined && (replayed.outcome === 'same' || replayed.outcome === 'other')) {
    lines.push(
      '',
      'Shown by:',
      ...curl
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function renderJson({ counterexample, target, replayed }: Told): string {
  const short = ({ fingerprint, expected, actual }: Broken) => ({ fingerprint, expected, actual });
  const { law, statement, evidence, fingerprint } = counterexample;
  const told = {
    replayVersion: 1,
    law,
    statement,
    evidence,
    fingerprint,
    target,
    outcome: replayed.outcome,
    ...(replayed.outcome === 'same' && { failures: [short(replayed.failure)], tries: replayed.tries }),
    ...(replayed.outcome === 'other' && { failures: replayed.failures.map(short) }),
    ...(replayed.outcome === 'inconclusive' && { reason: replayed.reason }),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
