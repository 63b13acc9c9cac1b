import { markdownTable, prose } from './markdown-text.js';
import type { MatrixColumn, MatrixData } from './matrix-model.js';
import { percent, points } from './percent.js';

/** The matrix in a table for a README: a row a target, its score in all and by area, and what changed since the run before. */
export function renderMatrixMarkdown({ columns, areas, tool }: MatrixData): string {
  const hasEditions = new Set(columns.map(({ edition }) => edition)).size > 1;
  const hasTrend = columns.some(({ since }) => since !== undefined);
  const head = [
    'target',
    'version',
    ...(hasEditions ? ['edition'] : []),
    'score',
    'covered',
    ...areas.map(({ name }) => prose(name)),
    'passed',
    'failed',
    'skipped',
    'inconclusive',
    ...(hasTrend ? ['since the run before'] : []),
    'run on',
  ];
  const rows = columns.map((column, at) => [
    nameOf(column),
    prose(column.version ?? ''),
    ...(hasEditions ? [prose(column.edition)] : []),
    `**${percent(column.score)}**`,
    column.covered.judged === 0 ? '–' : percent(column.covered),
    ...areas.map(({ scores }) => (scores[at]!.judged === 0 ? '–' : percent(scores[at]!))),
    column.totals.pass,
    column.totals.fail,
    column.totals.skipped,
    column.totals.inconclusive,
    ...(hasTrend ? [sinceOf(column)] : []),
    column.startedAt.slice(0, 10),
  ]);
  const meaning = [
    'Scores are of the cases that test something binding and that could be judged; skipped cases (the target lacks what they need) and inconclusive ones do not count.',
    '*Covered* is the part of the cases that could be judged, in the areas where any could: a target that lacks operations is not said to have them wrong, but its score speaks of less.',
    `Judged by ${prose(tool)}.`,
  ].join(' ');
  return `${[...markdownTable(head, rows), '', meaning].join('\n')}\n`;
}

function nameOf({ name, page }: MatrixColumn): string {
  return page === undefined
    ? prose(name)
    : `[${prose(name)}](${encodeURI(page).replaceAll(/[()]/g, encodeURIComponent)})`;
}

function sinceOf({ score, since }: MatrixColumn): string {
  if (since === undefined) return '';
  const change = points(since.point.score, score);
  return [change, since.worse > 0 ? `${since.worse} worse` : '', since.fixed > 0 ? `${since.fixed} fixed` : '']
    .filter(Boolean)
    .join(', ');
}
