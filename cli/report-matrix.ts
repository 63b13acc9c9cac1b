import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import type { StatementFacts } from '../reporters/build.js';
import { type MatrixSource, matrixOf } from '../reporters/matrix.js';
import { renderMatrix } from '../reporters/matrix-html.js';
import { renderMatrixMarkdown } from '../reporters/matrix-markdown.js';
import { percent } from '../reporters/percent.js';
import { table } from '../reporters/text.js';
import { usageError } from './exit.js';
import { expandGlobs } from './files.js';
import { loadLedger } from './ledger.js';
import { readReport } from './runner/known.js';
import { checkWritable, writeText } from './runner/outputs.js';

interface MatrixOptions {
  readonly output: string;
  readonly markdown?: string;
}

/** `report matrix`: many reports in, one page out. */
export function matrixCommand(): Command {
  return new Command('matrix')
    .description('Lays reports side by side in one page: a column for each version of each target, with its trend.')
    .argument(
      '<reports...>',
      'JSON reports; where the HTML page of one stands beside it (a.json, a.html), it is linked',
    )
    .option('-o, --output <file>', 'the page; - for standard output', 'conformance-report/matrix.html')
    .option('--markdown <file>', 'a table for a README, too; - for standard output')
    .action((paths: string[], options: MatrixOptions) => matrix(expandGlobs(paths), options));
}

function matrix(paths: readonly string[], { output, markdown }: MatrixOptions): void {
  if (output === '-' && markdown === '-') {
    throw usageError("The page and the table can't both go to standard output: give one of them a file.");
  }
  checkWritable([
    { kind: 'html', path: output },
    { kind: 'markdown', path: markdown ?? '-' },
  ]);
  const sources = paths.map((path): MatrixSource => {
    const page = pageBeside(path, output);
    return { name: path, report: readReport(path), ...(page === undefined ? {} : { page }) };
  });
  const made = matrixOf(sources, factsFor(sources));
  if (made.kind === 'refused') throw usageError(made.message);
  const written = [
    writeText(output, renderMatrix(made.data)),
    ...(markdown === undefined ? [] : [writeText(markdown, renderMatrixMarkdown(made.data))]),
  ];
  const terminal = written.includes('-') ? process.stderr : process.stdout;
  const rows = made.data.columns.map(({ key, score, since }) => [
    key,
    percent(score),
    `${score.passed} of ${score.judged}`,
    since === undefined ? '' : `${since.worse} worse, ${since.fixed} fixed`,
  ]);
  const files = written.filter((path) => path !== '-').map((path) => `Report: ${path}`);
  terminal.write(`${[...table(rows), ...files].join('\n')}\n`);
}

function factsFor(sources: readonly MatrixSource[]): (statement: string) => StatementFacts | undefined {
  const suites = sources.flatMap(({ report }) => report.cases.map(({ suite }) => suite));
  const ledgers = [...new Set(sources.map(({ report }) => report.edition))].map((edition) =>
    loadLedger(edition, suites),
  );
  return (statement) => ledgers.find((ledger) => ledger.has(statement))?.get(statement);
}

/** The address of a report's page, from where the matrix will be. */
function pageBeside(path: string, output: string): string | undefined {
  const page = path.replace(/\.json$/i, '.html');
  if (output === '-' || page === path || !existsSync(page) || resolve(page) === resolve(output)) return undefined;
  return relative(dirname(resolve(output)), resolve(page))
    .split(sep)
    .map(encodeURIComponent)
    .join('/');
}
