import { Command } from 'commander';
import { matches } from '../reporters/glob.js';
import { type ExitCode, exitCodes, usageError } from './exit.js';
import type { KillMatrix } from './laws/kills.js';
import type { KillsContext } from './laws/kills-render.js';
import { oneOf, repeated, wholeNumber } from './options.js';

interface Common {
  readonly edition: '2017-03-30' | 'current';
  readonly seed: number;
  readonly json?: true;
}

/** `laws`: what is known of the generated tests themselves. */
export function lawsCommand(): Command {
  const laws = new Command('laws')
    .description('Measures the generated tests: on the sound engine, on faulty ones, and by what they cover.')
    .addCommand(soakCommand())
    .addCommand(coverageCommand())
    .addCommand(killsCommand())
    .addCommand(nearValidCommand());
  return laws;
}

function common(command: Command): Command {
  return command
    .option('-e, --edition <edition>', 'the edition', oneOf('2017-03-30', 'current'), 'current')
    .option('--seed <n>', 'of all that is drawn by chance', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'for another program');
}

function soakCommand(): Command {
  return common(new Command('soak'))
    .summary('try all laws on the sound engine, in this process: an alarm is a mistake of ours')
    .option('--machines <n>', 'generated machines for each kind of law', wholeNumber(1), 100_000)
    .option('--calls <n>', 'generated sequences of calls', wholeNumber(1), 100_000)
    .action(async (options: Common & { readonly machines: number; readonly calls: number }) => {
      const { soak, renderSoak } = await import('./laws/soak.js');
      const done = await soak(options, progress('tests'));
      process.stdout.write(options.json ? `${JSON.stringify(done, null, 2)}\n` : renderSoak(done));
      process.exitCode = done.alarms.length === 0 ? exitCodes.ok : exitCodes.nonconforming;
    });
}

function coverageCommand(): Command {
  return common(new Command('coverage'))
    .summary('how much of the grammar of the States Language generated machines have')
    .option('--machines <n>', 'how many machines', wholeNumber(1, 100_000), 2_000)
    .action(async (options: Common & { readonly machines: number }) => {
      const { measureCoverage, renderCoverage } = await import('./laws/coverage.js');
      const measured = measureCoverage(options);
      process.stdout.write(options.json ? `${JSON.stringify(measured, null, 2)}\n` : renderCoverage(measured));
    });
}

interface KillsCommandOptions extends Common {
  readonly only?: string;
  readonly tests: number;
  readonly seconds: number;
  readonly minKilled?: number;
  readonly workers?: number;
  readonly markdown?: true;
}

function killsCommand(): Command {
  return common(new Command('kills'))
    .summary('which seeded faults generated tests find, by what judges them')
    .option('--only <glob>', 'only the faults whose id matches; * stands for any characters')
    .option(
      '--tests <n>',
      'tests of each kind for each fault; the quick kinds get some times as many',
      wholeNumber(1, 100_000),
      15,
    )
    .option('--seconds <n>', 'the longest search for one fault', wholeNumber(1, 3_600), 60)
    .option('--min-killed <n>', 'fail when fewer are found', wholeNumber(0))
    .option('--workers <n>', 'how many threads', wholeNumber(1, 64))
    .option('--markdown', 'as a page (docs/kills.md)')
    .action(async (options: KillsCommandOptions) => {
      process.exitCode = await kills(options);
    });
}

async function kills(options: KillsCommandOptions): Promise<ExitCode> {
  const { only, tests, seconds, minKilled = 0, workers, edition, seed } = options;
  const { loadFaults } = await import('../faults/index.js');
  const { isInProcess, measureKills } = await import('./laws/kills.js');
  const { interruption } = await import('./runner/interrupt.js');
  const chosen = (await loadFaults()).filter(({ id }) => only === undefined || matches(only, id));
  if (chosen.length === 0) throw usageError(`No fault has an id that matches ${only ?? ''}. See \`list faults\`.`);
  const faults = chosen.filter(isInProcess).map(({ id }) => id);
  const say = progress(`of ${faults.length} faults`);
  const interrupt = interruption();
  try {
    const limits = { faults, tests, seconds, seed, edition };
    const matrix = await measureKills(limits, {
      onMeasured: (_, count) => say(count, 0),
      signal: interrupt.signal,
      ...(workers !== undefined && { workers }),
    });
    const breaks = new Map(chosen.map((fault) => [fault.id, fault.breaks]));
    return await tellKills(matrix, { breaks, skipped: chosen.length - faults.length }, { ...options, minKilled });
  } finally {
    interrupt.dispose();
  }
}

async function tellKills(
  matrix: KillMatrix,
  context: KillsContext,
  { json, markdown, minKilled }: Pick<KillsCommandOptions, 'json' | 'markdown'> & { readonly minKilled: number },
): Promise<ExitCode> {
  const { renderKills } = await import('./laws/kills-render.js');
  const { summaryOf } = await import('./laws/kills-summary.js');
  const { killsPage } = await import('./pages/kills.js');
  const summary = summaryOf(matrix);
  const data = { killsVersion: 1, ...matrix, skipped: context.skipped, summary };
  const render = markdown ? killsPage : renderKills;
  process.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : render(matrix, context));
  if (matrix.control.alarms.length > 0) return exitCodes.nonconforming;
  if (matrix.interrupted || matrix.control.ended !== undefined) return exitCodes.inconclusive;
  return summary.killed < minKilled ? exitCodes.nonconforming : exitCodes.ok;
}

interface NearValidOptions extends Omit<Common, 'edition'> {
  readonly edition?: Common['edition'];
  readonly target?: readonly string[];
  readonly samples: number;
  readonly out?: string;
}

function nearValidCommand(): Command {
  return new Command('near-valid')
    .summary('who accepts definitions that break one rule: a table, in Markdown')
    .option('-e, --edition <edition>', 'the edition (default: each)', oneOf('2017-03-30', 'current'))
    .option('--seed <n>', 'of all that is drawn by chance', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'for another program')
    .option('-t, --target <name or url>', 'a target beside the engine and asl-validator (repeatable)', repeated(String))
    .option('--samples <n>', 'definitions for each rule', wholeNumber(1, 100), 5)
    .option('--out <file>', 'write the table there')
    .action(async (given: NearValidOptions) => {
      const { nearValidTables } = await import('./laws/near-valid.js');
      const { nearValidPage } = await import('./laws/near-valid-page.js');
      const { writeText } = await import('./runner/outputs.js');
      const { target: targets = [], samples, seed, edition } = given;
      const editions = edition === undefined ? (['current', '2017-03-30'] as const) : [edition];
      const options = { targets, samples, seed, editions };
      const tables = await nearValidTables(options, (of, judge) => process.stderr.write(`${of}: ${judge}\n`));
      writeText(given.out ?? '-', given.json ? `${JSON.stringify(tables, null, 2)}\n` : nearValidPage(tables, options));
    });
}

const OFTEN_MS = 10_000;

/** Says from time to time how far it is. */
function progress(what: string): (done: number, alarms: number) => void {
  let told = performance.now();
  return (done, alarms) => {
    if (performance.now() - told < OFTEN_MS) return;
    told = performance.now();
    const alarmed = alarms === 0 ? '' : `, ${alarms} kinds of alarm`;
    process.stderr.write(`${done.toLocaleString('en')} ${what}${alarmed}\n`);
  };
}
