import type { ContractRow } from '../harness/record.js';
import { counted, printable, table } from '../reporters/text.js';

const WIDEST_EXAMPLE = 300;

/** Rows that were broken, the most broken first. */
export function brokenRows(rows: readonly ContractRow[]): ContractRow[] {
  return rows
    .filter(({ violations }) => violations > 0)
    .sort((a, b) => b.violations - a.violations || compare(a.operation, b.operation) || compare(a.rule, b.rule));
}

/** The rules that exchanges broke, for people: a table, and an example of each. */
export function renderFindings(rows: readonly ContractRow[]): string[] {
  const broken = brokenRows(rows);
  if (broken.length === 0) return [];
  const head = ['operation', 'rule', 'broken', 'of'];
  const lines = table([
    head,
    ...broken.map(({ operation, rule, violations, exchanges }) => [
      printable(operation),
      printable(rule),
      violations,
      exchanges,
    ]),
  ]);
  const [first = '', ...rest] = lines;
  const shown = rest.flatMap((line, at) => {
    const example = broken[at]?.example;
    return example === undefined ? [line] : [line, `    ${shortened(example)}`];
  });
  return [`${counted(broken.length, 'rule')} broken:`, '', first, ...shown];
}

function shortened(example: string): string {
  const line = printable(example.replaceAll(/\s+/g, ' '));
  return line.length > WIDEST_EXAMPLE ? `${line.slice(0, WIDEST_EXAMPLE - 1)}…` : line;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
