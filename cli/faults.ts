import { Command, InvalidArgumentError } from 'commander';
import { type Fault, loadFaults } from '../faults/index.js';
import { loadFreedoms } from '../freedoms/index.js';
import { matches } from '../reporters/glob.js';
import { editions } from '../specs/load.js';
import { CommandError, type ExitCode, exitCodes, usageError } from './exit.js';
import { oneOf, wholeNumber } from './options.js';

interface FaultsOptions {
  readonly only?: string;
  readonly quick?: true;
  readonly allCases?: true;
  readonly nulls?: true;
  readonly freedoms?: true;
  readonly minScore?: number;
  readonly edition: string;
  readonly seed: number;
  readonly workers?: number;
  readonly json?: true;
  readonly markdown?: true;
}

/** `faults`: measures the suite. */
export function faultsCommand(): Command {
  return new Command('faults')
    .description(
      'Measures the suite: runs its cases against engines with one seeded fault each, and tells which it misses.',
    )
    .option('--only <glob>', 'only the faults whose id matches; * stands for any characters')
    .option('--quick', 'only a fixed part of them that stands for all')
    .option('--all-cases', 'try every case on every fault, not only those that can matter')
    .option('--nulls', 'in place of the faults: run all suites against the targets that implement nothing')
    .option('--freedoms', 'in place of the faults: run all suites against engines that differ from ours as they may')
    .option('--min-score <percent>', 'fail when fewer are killed', percentage)
    .option(
      '-e, --edition <edition>',
      'the edition of Step Functions to measure; 2025-12-01: durable executions alone',
      oneOf(...editions().map(({ edition }) => edition)),
      'current',
    )
    .option('--seed <n>', 'of the order and of all that is drawn by chance', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--workers <n>', 'how many suites run at once', wholeNumber(1, 64))
    .option('--json', 'for another program')
    .option('--markdown', 'as a page (docs/faults.md)')
    .action(async (options: FaultsOptions) => {
      process.exitCode = await run(options);
    });
}

const breaksDurable = ({ breaks }: Fault): boolean => breaks.startsWith('durable:');

function percentage(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100)) throw new InvalidArgumentError('It must be from 0 to 100.');
  return value;
}

/** Whatever a null target passes, no case that counts may be among it. */
async function runNulls({ json, markdown, ...options }: FaultsOptions): Promise<ExitCode> {
  const { measureNulls, nullTargets } = await import('./measure/nulls.js');
  if (nullTargets(options).length === 0)
    throw usageError(`No null target has a name that matches ${options.only ?? ''}.`);
  const { nullsPage, renderNulls } = await import('./pages/nulls.js');
  const onProgress = (name: string): void => void process.stderr.write(`${name}\n`);
  const scores = await measureNulls({ ...options, onProgress });
  const render = markdown ? nullsPage : renderNulls;
  process.stdout.write(json ? `${JSON.stringify(scores, null, 2)}\n` : render(scores));
  return scores.every(({ passed }) => passed.length === 0) ? exitCodes.ok : exitCodes.nonconforming;
}

/** However an engine makes use of a freedom, no case may blame it. */
async function runFreedoms({ json, markdown, only, quick, ...options }: FaultsOptions): Promise<ExitCode> {
  const all = await loadFreedoms();
  const { together } = await import('./measure/freedoms.js');
  const chosen = [...all, together(all)].filter(({ id }) => only === undefined || matches(only, id));
  if (chosen.length === 0) throw usageError(`No freedom has an id that matches ${only ?? ''}.`);
  const { performFreedoms } = await import('./measure/perform.js');
  const { freedomsPage, renderFreedoms } = await import('./pages/freedoms.js');
  const { measurement, interrupted } = await performFreedoms(quick ? chosen.slice(-1) : chosen, options);
  const render = markdown ? freedomsPage : renderFreedoms;
  process.stdout.write(json ? `${JSON.stringify(measurement, null, 2)}\n` : render(measurement));
  if (interrupted) return exitCodes.inconclusive;
  if (measurement.problems.length > 0) throw new CommandError(exitCodes.harness, measurement.problems[0] ?? '');
  const clean = measurement.scores.every(({ blamed, failures }) => blamed.length === 0 && failures === 0);
  return clean ? exitCodes.ok : exitCodes.nonconforming;
}

async function run(options: FaultsOptions): Promise<ExitCode> {
  if (options.nulls) return await runNulls(options);
  if (options.freedoms) return await runFreedoms(options);
  const all = await loadFaults();
  const { only, quick, edition } = options;
  const { isQuick } = await import('./measure/quick.js');
  const { isDurableEdition } = await import('./runner/select.js');
  const isMeant = isDurableEdition(edition) ? breaksDurable : () => true;
  const chosen = all.filter((fault) => isMeant(fault) && (only === undefined || matches(only, fault.id)));
  const faults = quick ? chosen.filter((fault) => isQuick(fault, all)) : chosen;
  if (faults.length === 0) throw usageError(`No fault has an id that matches ${only ?? ''}. See \`list faults\`.`);
  // The test runner is loaded only now: help and mistakes need not wait for it.
  const { performMeasurement } = await import('./measure/perform.js');
  const { measurementJson, renderMeasurement } = await import('./measure/render.js');
  const { scoreOf } = await import('./measure/score.js');
  const { measurement, interrupted } = await performMeasurement(faults, options);
  const { faultsPage } = await import('./pages/faults.js');
  const render = options.markdown ? faultsPage : options.json ? measurementJson : renderMeasurement;
  const rendered = render(measurement);
  process.stdout.write(typeof rendered === 'string' ? rendered : `${JSON.stringify(rendered, null, 2)}\n`);
  if (interrupted) return exitCodes.inconclusive;
  if (measurement.problems.length > 0) throw new CommandError(exitCodes.harness, measurement.problems[0] ?? '');
  if (measurement.clean.kills.length > 0) return exitCodes.nonconforming;
  return scoreOf(measurement.scores) < (options.minScore ?? 0) ? exitCodes.nonconforming : exitCodes.ok;
}
