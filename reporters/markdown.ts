import { breaches, clusterFailures } from './cluster.js';
import { code, markdownTable, prose } from './markdown-text.js';
import { percent } from './percent.js';
import { referenceLink } from './reference-link.js';
import type { CaseResult, Report } from './report.js';
import { byArea, scoreOf } from './score.js';
import { duration } from './text.js';
import { countVerdicts } from './totals.js';

const MOST_CAUSES = 20;
const MOST_ROWS = 20;

/** The report in a page of Markdown, for a job's summary, a wiki or an issue: score, areas, causes, contract. */
export function renderMarkdown(report: Report): string {
  const { target, totals, statements } = report;
  const score = scoreOf(report.cases);
  const name = prose(target.version === undefined ? target.name : `${target.name} ${target.version}`);
  return `${[
    `## ${name}: conformance to AWS Step Functions`,
    '',
    `**${percent(score)}** of the scored cases pass: ${score.passed} of ${score.judged} (edition ${report.edition}).`,
    `${totals.planned} cases: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped, ${totals.inconclusive} inconclusive, in ${duration(report.durationMs)}.`,
    `${statements.total} statements: ${statements.passed} held, ${statements.failed} broken, ${statements.untested} not tested.`,
    ...(report.ending === 'interrupted' ? ['', '**The run was interrupted: this is only a part of it.**'] : []),
    ...(report.errors.length > 0
      ? ['', '**The harness had errors:**', '', ...report.errors.slice(0, 10).map((error) => `- ${code(error, 300)}`)]
      : []),
    ...areas(report),
    ...regressions(report),
    ...causes(report),
    ...contract(report),
  ].join('\n')}\n`;
}

function areas({ cases }: Report): string[] {
  const rows = byArea(cases).map(([area, own]) => {
    const { passed, failed, skipped, inconclusive } = countVerdicts(own);
    return [area, percent(scoreOf(own)), passed, failed, skipped, inconclusive];
  });
  if (rows.length === 0) return [];
  return ['', ...markdownTable(['area', 'score', 'passed', 'failed', 'skipped', 'inconclusive'], rows)];
}

function regressions({ cases }: Report): string[] {
  const worse = cases.filter(({ expectation }) => expectation === 'regression');
  if (worse.length === 0) return [];
  const lines = worse.slice(0, MOST_ROWS).map(({ id, reason = '' }) => `- ${code(id, 200)}: ${code(reason, 200)}`);
  return ['', '### Became worse', '', ...lines, ...more(worse.length - MOST_ROWS)];
}

function causes({ cases }: Report): string[] {
  const clusters = clusterFailures(cases.filter(({ verdict }) => verdict === 'fail'));
  if (clusters.length === 0) return [];
  const rows = clusters
    .slice(0, MOST_CAUSES)
    .map(({ cause, cases: own, expected, actual }) => [
      own.length,
      `${saidOf(own[0]!) ?? code(cause)}`,
      code(expected),
      code(actual),
      code(own[0]!.id, 160),
    ]);
  return [
    '',
    '### What fails, by cause',
    '',
    ...markdownTable(['cases', 'statement', 'expected', 'actual', 'for example'], rows),
    ...more(clusters.length - MOST_CAUSES),
  ];
}

function saidOf({ statement }: CaseResult): string | undefined {
  if (statement?.claim === undefined) return undefined;
  const link = referenceLink(statement.id, statement.citation);
  return link === undefined ? prose(statement.claim) : `${prose(statement.claim)} ([reference](${link}))`;
}

function contract(report: Report): string[] {
  const broken = breaches(report.contract);
  if (broken.length === 0) return [];
  const rows = broken
    .slice(0, MOST_ROWS)
    .map(({ operation, rule, violations, exchanges, example = '' }) => [
      code(operation),
      code(rule),
      `${violations} of ${exchanges}`,
      code(example),
    ]);
  return [
    '',
    '### Broken rules of the contract',
    '',
    ...markdownTable(['operation', 'rule', 'broken', 'for example'], rows),
    ...more(broken.length - MOST_ROWS),
  ];
}

function more(count: number): string[] {
  return count > 0 ? ['', `and ${count} more: see the report`] : [];
}
