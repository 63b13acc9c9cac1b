import { Command } from 'commander';
import { type Change, type Comparison, compareReports, hasRegressed } from '../reporters/compare.js';
import { causesOf, renderCase, renderCause, renderConsole } from '../reporters/console.js';
import { mergeReports } from '../reporters/merge.js';
import type { CaseResult, Report } from '../reporters/report.js';
import { counted } from '../reporters/text.js';
import { exitCodes, usageError } from './exit.js';
import { expandGlobs } from './files.js';
import { loadLedger } from './ledger.js';
import { type ReportFile, repeated, reportFile, reportKinds, wholeNumber } from './options.js';
import { matrixCommand } from './report-matrix.js';
import { readReport } from './runner/known.js';
import { assertApart, writeReport } from './runner/outputs.js';
import { lookOf, terminalFor } from './runner/terminal.js';
import { didYouMean } from './suggest.js';

const suitesOf = (parts: readonly Report[]): string[] => parts.flatMap(({ cases }) => cases.map(({ suite }) => suite));

export function reportCommand(): Command {
  const command = new Command('report').description('Works on JSON reports of earlier runs.');
  command
    .command('merge')
    .description('Makes one report of the parts of a run: shards, or runs of different suites.')
    .argument('<reports...>', 'JSON reports')
    .option('-r, --report <kind[=path]>', KINDS, repeated(reportFile))
    .action((paths: string[], options: { readonly report?: readonly ReportFile[] }) => {
      const parts = paths.map(readReport);
      const merged = mergeReports(parts, loadLedger(parts[0]!.edition, suitesOf(parts)).keys());
      if (merged.kind === 'refused') throw usageError(merged.message);
      show(merged.report, options.report ?? [reportFile('json')]);
    });
  command
    .command('compare')
    .description(
      'Tells what became of each case from one report to a later one. Ends with 1 when something became worse.',
    )
    .argument('<before>', 'the earlier JSON report')
    .argument('<after>', 'the later one')
    .option('--json', 'for another program')
    .option(
      '--also <report>',
      'one more report from before: what was not the same in all of them is flaky (repeatable)',
      repeated(String),
    )
    .action((before: string, after: string, options: { readonly json?: true; readonly also?: readonly string[] }) => {
      const others = expandGlobs(options.also ?? []).map(readReport);
      const [earlier, later] = [readReport(before), readReport(after)];
      const comparison = compareReports(earlier, later, others);
      process.stdout.write(
        options.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison, earlier, later),
      );
      process.exitCode = hasRegressed(comparison) ? exitCodes.nonconforming : exitCodes.ok;
    });
  command
    .command('render')
    .description('Prints a report again, or writes it in another form.')
    .argument('<report>', 'a JSON report')
    .option('-r, --report <kind[=path]>', KINDS, repeated(reportFile))
    .option('--case <id>', 'only what it says of this case')
    .option('--cause <n>', 'only this cause of failures, by its number, with one of its cases', wholeNumber(1))
    .action((path: string, options: RenderOptions) => {
      const report = readReport(path);
      if (options.case !== undefined) showCase(report, options.case);
      else if (options.cause !== undefined) showCause(report, options.cause);
      else show(report, options.report ?? []);
    });
  command.addCommand(matrixCommand());
  return command;
}

interface RenderOptions {
  readonly report?: readonly ReportFile[];
  readonly case?: string;
  readonly cause?: number;
}

const KINDS = `${reportKinds.join(' or ')}, - for standard output (repeatable)`;

function show(report: Report, files: readonly ReportFile[]): void {
  assertApart(files);
  const terminal = terminalFor(files);
  terminal.write(renderConsole(report, lookOf(terminal)));
  for (const file of files) {
    const path = writeReport(file, report);
    if (path !== '-') terminal.write(`Report: ${path}\n`);
  }
}

function showCase(report: Report, id: string): void {
  const found = report.cases.find((result) => result.id === id);
  if (found === undefined) {
    const ids = report.cases.map((result) => result.id);
    throw usageError(`The report has no case "${id}".${didYouMean(id, ids)}`);
  }
  const terminal = terminalFor([]);
  terminal.write(renderCase(found, lookOf(terminal)));
}

function showCause(report: Report, number: number): void {
  const causes = causesOf(report);
  const cause = causes[number - 1];
  if (cause === undefined) throw usageError(`The report has ${counted(causes.length, 'cause')} of failures.`);
  const terminal = terminalFor([]);
  terminal.write(renderCause(cause, number, lookOf(terminal)));
}

function comparisonText(comparison: Comparison, before: Report, after: Report): string {
  const { regressions, fixes, unclear, tolerated, flaky, renamed, added, gone, stillFailing, rows } = comparison;
  const changes = (title: string, list: readonly Change[]) =>
    section(
      title,
      list.map((change) => lineOf(change.after)),
    );
  const lines = [
    ...changes('became worse', regressions),
    ...section(
      'broken rules of the contract that held',
      rows.regressions.map((row) => `${row.operation} ${row.rule}`),
    ),
    ...changes('can no longer be judged', unclear),
    ...changes('became worse, which does not count', tolerated),
    ...changes('flaky: not always the same before', flaky),
    ...changes('now pass', fixes),
    ...section(
      'rules of the contract that now hold',
      rows.fixes.map((row) => `${row.operation} ${row.rule}`),
    ),
    ...section(
      'renamed',
      renamed.map((change) => `${change.before.id} -> ${change.after.id}`),
    ),
    ...section('new', bySuites(added, new Set(suitesOf([before])), lineOf), added.length),
    ...section(
      'gone',
      bySuites(gone, new Set(suitesOf([after])), ({ id }) => id),
      gone.length,
    ),
  ];
  const still = stillFailing > 0 ? [`${counted(stillFailing, 'case')} failed before and fail still.`] : [];
  const end = hasRegressed(comparison) ? 'It has regressed.' : 'Nothing became worse.';
  return `${[...lines, ...still, end].join('\n')}\n`;
}

/** A line a case; of suites that the other report knows nothing of, a line a suite. */
function bySuites(
  cases: readonly CaseResult[],
  known: ReadonlySet<string>,
  line: (result: CaseResult) => string,
): readonly string[] {
  const whole = new Map<string, number>();
  for (const { suite } of cases) if (!known.has(suite)) whole.set(suite, (whole.get(suite) ?? 0) + 1);
  return [
    ...[...whole].map(([suite, count]) => `the suite ${suite}: ${counted(count, 'case')}`),
    ...cases.filter(({ suite }) => known.has(suite)).map(line),
  ];
}

function section(title: string, lines: readonly string[], count = lines.length): string[] {
  return lines.length === 0 ? [] : [`${count} ${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function lineOf({ id, verdict, reason }: CaseResult): string {
  return reason === undefined ? `${id}: ${verdict}` : `${id}: ${verdict}, ${reason.split('\n')[0] ?? ''}`;
}
