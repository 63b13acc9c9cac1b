import { shownAddress } from '../../adapters/address.js';
import type { Credentials } from '../../harness/target.js';
import { overlayBaseline } from '../../reporters/compare.js';
import { renderConsole } from '../../reporters/console.js';
import { overlay } from '../../reporters/expectations.js';
import { matches } from '../../reporters/glob.js';
import { type Outcome, outcomeOf } from '../../reporters/outcome.js';
import type { Report } from '../../reporters/report.js';
import { counted, table } from '../../reporters/text.js';
import { everyStatement } from '../every-statement.js';
import { type ExitCode, exitCodes, usageError } from '../exit.js';
import { readCertificates } from '../files.js';
import { type ReportFile, reportFile } from '../options.js';
import type { RunOptions } from '../run.js';
import { didYouMean } from '../suggest.js';
import { agreeToCost } from './billed.js';
import { type Execution, execute } from './execute.js';
import { interruption } from './interrupt.js';
import { keptFor, readExpectations, readReport, surprisesOf, unmatchedError, updateExpectations } from './known.js';
import { nextSteps } from './next-steps.js';
import { checkFolder, checkWritable, writeReport } from './outputs.js';
import { isDurableEdition } from './select.js';
import { defaultWorkers } from './session.js';
import { type OpenSuites, openSuites } from './suites.js';
import { type Choice, startTarget } from './target.js';
import { lookOf, type Terminal, terminalFor, waitingFor } from './terminal.js';

/** A run from its options to its exit code. */
export async function performRun(options: RunOptions, choice: Choice): Promise<ExitCode> {
  const known = readExpectations(choice, options.expectations, options.updateExpectations === true);
  if (options.updateExpectations && known.file === undefined) {
    throw usageError('--update-expectations needs --expectations FILE when the target is a URL.');
  }
  const baseline = options.baseline === undefined ? undefined : readReport(options.baseline);
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const terminal = terminalFor(options.report ?? []);
  const suites = await waitingFor(terminal, 'Loading the suites', openSuites(suitesOptions(options, choice, seed)));
  try {
    explainNothing(options, suites);
    if (options.dryRun) return dryRun(options, suites);
    checkWritable(reportFiles(options));
    if (options.transcripts !== undefined) checkFolder(options.transcripts);
    const surprises = (report: Report) => surprisesOf(report, known.entries, baseline);
    const isKnown = known.entries.length > 0 || baseline !== undefined;
    const judged = await judge({ options, choice, suites, seed, terminal, ...(isKnown && { surprises }) });
    const complete = suites.whole && judged.ending === 'complete';
    if (options.updateExpectations) {
      const updated = updateExpectations(known, judged, complete);
      terminal.write(`Wrote ${updated.file}\n`);
      return finish(options, overlay(judged, updated.entries).report, terminal);
    }
    const { report, unmatched } = overlay(judged, known.entries);
    const code = finish(options, baseline === undefined ? report : overlayBaseline(report, baseline), terminal);
    if (complete && unmatched.length > 0) throw unmatchedError(known, unmatched);
    if (code === exitCodes.nonconforming && keptFor(choice, options.expectations)) {
      terminal.write(`Some of this is known of ${options.target}: --expectations own holds it to what is.\n`);
    }
    return code;
  } finally {
    await suites.session.close();
  }
}

/**
 * Why no case is selected, on stderr: the report that follows has no place for it.
 * @throws CommandError when it is a mistake: a statement that no edition has
 */
function explainNothing({ grep, cites, edition }: RunOptions, { selected, broken, cited }: OpenSuites): void {
  if (selected.length > 0 || broken.length > 0) return;
  if (cites !== undefined && !cited.some((id) => matches(cites, id))) {
    const statements = [...everyStatement().keys()];
    if (!statements.some((id) => matches(cites, id))) {
      const hint = didYouMean(cites, statements, ` See \`sfn-conformance list statements --edition ${edition}\`.`);
      throw usageError(`There is no statement "${cites}".${hint}`);
    }
    process.stderr.write(`No case of these suites cites "${cites}".\n`);
    return;
  }
  const filters = [
    ...(isDurableEdition(edition) ? [`is about durable executions (edition ${edition})`] : []),
    ...(grep === undefined ? [] : [`has "${grep}" in its title or id`]),
    ...(cites === undefined ? [] : [`cites "${cites}"`]),
  ];
  if (filters.length > 0) process.stderr.write(`No case of these suites ${filters.join(' and ')}.\n`);
}

function suitesOptions(options: RunOptions, choice: Choice, seed: number) {
  const { suite, cases, grep, cites, shard, timeout, edition } = options;
  const isVirtual = choice.kind === 'known' && choice.name === 'reference' && options.clock !== 'real';
  return {
    ...(suite === undefined ? {} : { suites: suite }),
    ...(cases === undefined ? {} : { own: cases }),
    selection: { edition, ...(grep === undefined ? {} : { grep }), ...(cites === undefined ? {} : { cites }) },
    ...(shard === undefined ? {} : { shard }),
    seed,
    caseMs: timeout * 1_000,
    workers: options.workers ?? defaultWorkers(isVirtual ? 'virtual' : 'real'),
  };
}

function dryRun(options: RunOptions, { selected }: OpenSuites): ExitCode {
  const cases = selected.flatMap((suite) => suite.cases).length;
  const rows = selected.map((suite) => [suite.suite, suite.cases.length]).sort();
  const head = `${counted(cases, 'case')} in ${counted(selected.length, 'suite')} would run against ${options.target}`;
  process.stdout.write(`${[head, ...table(rows)].join('\n')}\n`);
  return cases === 0 ? exitCodes.inconclusive : exitCodes.ok;
}

/** Starts the target, runs the cases, and stops the target whatever happens. */
async function judge({
  choice,
  ...asked
}: Omit<Execution, 'signal' | 'leaveOut'> & { readonly choice: Choice }): Promise<Report> {
  const { options, suites, seed, terminal } = asked;
  const { edition, region, askedRegion, roleArn, prefix, clock, credentials, ca, has, lambdaEndpoint } = options;
  const interrupt = interruption();
  try {
    const starting = startTarget(choice, {
      edition,
      region,
      seed,
      signal: interrupt.signal,
      ...(clock === undefined ? {} : { clock }),
      ...(credentials === undefined ? {} : { credentials: credentialsOfEnvironment() }),
      ...(ca === undefined ? {} : { ca: readCertificates(ca) }),
      ...(has === undefined ? {} : { capabilities: has }),
      ...(askedRegion === undefined ? {} : { askedRegion }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(lambdaEndpoint === undefined ? {} : { lambdaAt: lambdaEndpoint }),
    });
    const target = await waitingFor(terminal, beginning(choice, options.target), starting);
    try {
      for (const note of target.notes ?? []) terminal.write(`${note}\n`);
      const { signal } = interrupt;
      const leaveOut = target.isBilled ? await agreeToCost(target, suites, options, seed, signal, terminal) : undefined;
      const left = leaveOut === undefined ? {} : { leaveOut };
      return await execute(target, { ...asked, signal, ...left });
    } finally {
      await target.stop();
    }
  } finally {
    interrupt.dispose();
  }
}

/** What happens before the first case. */
function beginning(choice: Choice, target: string): string {
  if (choice.kind === 'url') return `Asking ${shownAddress(choice.url)} what it can do`;
  return `Starting ${target}${choice.kind === 'known' ? ', which is installed first where it is not yet' : ''}`;
}

function credentialsOfEnvironment(): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw usageError('--credentials env needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.');
  }
  const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  return AWS_SESSION_TOKEN ? { ...keys, sessionToken: AWS_SESSION_TOKEN } : keys;
}

/**
 * Where reports go: to what was asked for, and always to one in JSON; to one for people, too, when nothing was asked for. A look at
 * a few cases does not take the place of the report that one has of all of them.
 */
function reportFiles({ report, grep, cites }: RunOptions): readonly ReportFile[] {
  const isLook = grep !== undefined || cites !== undefined;
  const byDefault = (kind: 'json' | 'html') => reportFile(isLook ? `${kind}=conformance-report/part.${kind}` : kind);
  const asked = report ?? [byDefault('html')];
  return asked.some(({ kind }) => kind === 'json') ? asked : [byDefault('json'), ...asked];
}

/** Prints the report, writes it where it was asked for, and decides. */
function finish(options: RunOptions, report: Report, terminal: Terminal): ExitCode {
  terminal.write(`\n${renderConsole(report, lookOf(terminal))}`);
  const failures: unknown[] = [];
  let json: string | undefined;
  for (const file of reportFiles(options)) {
    try {
      const path = writeReport(file, report);
      if (path !== '-') terminal.write(`Report: ${path}\n`);
      if (path !== '-' && file.kind === 'json') json ??= path;
    } catch (error) {
      failures.push(error);
    }
  }
  const next = nextSteps(options, report, json);
  if (next.length > 0) terminal.write(`\n${next.join('\n')}\n`);
  // One that can't be written loses none of the others.
  if (failures.length > 0) throw failures[0];
  return exitCodeOf(outcomeOf(report));
}

function exitCodeOf(outcome: Outcome): ExitCode {
  switch (outcome.kind) {
    case 'conforms':
      return exitCodes.ok;
    case 'nonconforming':
      return exitCodes.nonconforming;
    case 'inconclusive':
    case 'nothing-judged':
      return exitCodes.inconclusive;
    case 'harness-failed':
      return exitCodes.harness;
    default:
      return outcome satisfies never;
  }
}
