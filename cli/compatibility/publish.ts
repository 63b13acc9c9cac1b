import type { CaseResult, ContractResult, Report } from '../../reporters/report.js';

/** Where the table stands in a Markdown file that others write the rest of. */
const BEGIN = '<!-- compatibility: written by npm run compatibility -->';
const END = '<!-- /compatibility -->';

const LONGEST_TEXT = 100;

/**
 * A report as it is published: verdicts and what was broken, without what only helps to find the cause. It is a report still,
 * that `report matrix` and `report compare` take.
 */
export function published(report: Report): Report {
  return { ...report, cases: report.cases.map(publishedCase), contract: report.contract.map(publishedRow) };
}

function publishedCase(result: CaseResult): CaseResult {
  const { id, title, suite, cites, level, evidence, verdict, durationMs } = result;
  const { reason, blame, because, expectation, statement, expected, actual } = result;
  return {
    id,
    title,
    suite,
    cites,
    level,
    evidence,
    verdict,
    ...(reason === undefined ? {} : { reason: cut(reason) }),
    ...(blame === undefined ? {} : { blame }),
    ...(because === undefined ? {} : { because }),
    ...(expectation === undefined ? {} : { expectation }),
    ...(expected === undefined ? {} : { expected: cut(expected) }),
    ...(actual === undefined ? {} : { actual: cut(actual) }),
    ...(statement === undefined ? {} : { statement: { id: statement.id } }),
    durationMs,
  };
}

function publishedRow({ example, ...row }: ContractResult): ContractResult {
  return example === undefined ? row : { ...row, example: cut(example) };
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}

/** A report as JSON with a line for each case and each row, so that a difference between two of them can be read. */
export function linesOf(report: Report): string {
  const { cases, contract, ...rest } = report;
  const list = (items: readonly unknown[]) => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const head = JSON.stringify(rest, null, 1).replace(/\n?\}$/, '');
  return `${head},\n"cases": ${list(cases)},\n"contract": ${list(contract)}\n}\n`;
}

/** The text with the fragment between its markers; `undefined` when it has none. */
export function withFragment(text: string, fragment: string): string | undefined {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0) return undefined;
  return `${text.slice(0, begin + BEGIN.length)}\n\n${fragment.trim()}\n\n${text.slice(end)}`;
}

/** A target that could not be run here, and the sentence that it gave for it. */
export interface Missing {
  readonly target: string;
  readonly reason: string;
}

/** The page of the folder. */
export function folderPage(table: string, missing: readonly Missing[], seed: number): string {
  const rest =
    missing.length === 0
      ? []
      : ['', 'Not run here:', '', ...missing.map(({ target, reason }) => `- \`${target}\`: ${reason}`)];
  return `${[
    '# Compatibility',
    '',
    `What each target passes of the suites: edition \`current\`, seed ${seed}, all cases. Written by \`npm run compatibility\`, which`,
    'starts every target that can be started, runs the suites with what is known of it (`--expectations own`), and lays the',
    'reports side by side. [index.html](index.html) is the matrix: areas, statements and cases by targets. The JSON files are the',
    'reports, without transcripts; `report compare` and `run --baseline` take them. What was confirmed by hand stands in',
    '[findings](../findings.md).',
    '',
    table.trim(),
    ...rest,
  ].join('\n')}\n`;
}

/** What a page that {@link folderPage} made says is missing. */
export function missingIn(page: string): Missing[] {
  return [...page.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, target, reason]) => ({
    target: target!,
    reason: reason!,
  }));
}
