import { Command } from 'commander';
import { type Change, type Comparison, compareReports, hasRegressed } from '../reporters/compare.js';
import { renderCase, renderConsole } from '../reporters/console.js';
import { mergeReports } from '../reporters/merge.js';
import type { CaseResult, Report } from '../reporters/report.js';
import { counted } from '../reporters/text.js';
import { exitCodes, usageError } from './exit.js';
import { loadLedger } from './ledger.js';
import { type ReportFile, repeated, reportFile, reportKinds } from './options.js';
import { matrixCommand } from './report-matrix.js';
import { readReport } from './runner/known.js';
import { writeReport } from './runner/outputs.js';
import { terminalFor } from './runner/terminal.js';

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
    .action((before: string, after: string, options: { readonly json?: true }) => {
      const comparison = compareReports(readReport(before), readReport(after));
      process.stdout.write(options.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
      process.exitCode = hasRegressed(comparison) ? exitCodes.nonconforming : exitCodes.ok;
    });
  command
    .command('render')
    .description('Prints a report again, or writes it in another form.')
    .argument('<report>', 'a JSON report')
    .option('-r, --report <kind[=path]>', KINDS, repeated(reportFile))
    .option('--case <id>', 'only what it says of this case')
    .action((path: string, options: { readonly report?: readonly ReportFile[]; readonly case?: string }) => {
      const report = readReport(path);
      if (options.case === undefined) show(report, options.report ?? []);
      else showCase(report, options.case);
    });
  command.addCommand(matrixCommand());
  return command;
}

const KINDS = `${reportKinds.join(' or ')}, - for standard output (repeatable)`;

function show(report: Report, files: readonly ReportFile[]): void {
  const terminal = terminalFor(files);
  terminal.write(renderConsole(report, { color: terminal.color }));
  for (const file of files) {
    const path = writeReport(file, report);
    if (path !== '-') terminal.write(`Report: ${path}\n`);
  }
}

function showCase(report: Report, id: string): void {
  const found = report.cases.find((result) => result.id === id);
  if (found === undefined) throw usageError(`The report has no case "${id}".`);
  const terminal = terminalFor([]);
  terminal.write(renderCase(found, { color: terminal.color }));
}

function comparisonText(comparison: Comparison): string {
  const { regressions, fixes, unclear, tolerated, renamed, added, gone, stillFailing, rows } = comparison;
  const changes = (title: string, list: readonly Change[]) =>
    section(
      title,
      list.map(({ after }) => lineOf(after)),
    );
  const lines = [
    ...changes('became worse', regressions),
    ...section(
      'broken rules of the contract that held',
      rows.regressions.map((row) => `${row.operation} ${row.rule}`),
    ),
    ...changes('can no longer be judged', unclear),
    ...changes('became worse, which does not count', tolerated),
    ...changes('now pass', fixes),
    ...section(
      'rules of the contract that now hold',
      rows.fixes.map((row) => `${row.operation} ${row.rule}`),
    ),
    ...section(
      'renamed',
      renamed.map(({ before, after }) => `${before.id} -> ${after.id}`),
    ),
    ...section('new', added.map(lineOf)),
    ...section(
      'gone',
      gone.map(({ id }) => id),
    ),
  ];
  const still = stillFailing > 0 ? [`${counted(stillFailing, 'case')} failed before and fail still.`] : [];
  const end = hasRegressed(comparison) ? 'It has regressed.' : 'Nothing became worse.';
  return `${[...lines, ...still, end].join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${lines.length} ${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function lineOf({ id, verdict, reason }: CaseResult): string {
  return reason === undefined ? `${id}: ${verdict}` : `${id}: ${verdict}, ${reason.split('\n')[0] ?? ''}`;
}
