import { createColors } from 'picocolors';
import { brief } from './brief.js';
import { causeText } from './cause-text.js';
import { breaches, type Cluster, clusterFailures } from './cluster.js';
import { caseLines } from './console-failure.js';
import { breaksContract, type Outcome, outcomeOf, tellsAgainst } from './outcome.js';
import { percent } from './percent.js';
import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';
import { byArea, bySuite, scoreOf } from './score.js';
import { counted, cut, duration, printable, table } from './text.js';
import { countVerdicts } from './totals.js';

type Colors = ReturnType<typeof createColors>;

const MOST_CAUSES = 40;
/** So few causes are all shown in full. Of more, the largest are, and then each of the first has a line. */
const FEW_CAUSES = 3;
const CAUSE_LINES = 12;
/** More suites than this are summed up by area. */
const FEW_SUITES = 12;
const MOST_RULES = 5;
const MOST_DOUBTS = 3;
const MOST_SURPRISES = 10;
const ERROR_LINES = 12;

export interface ConsoleOptions {
  readonly color: boolean;
  /** Of the terminal. Absent for a log. */
  readonly columns?: number;
}

interface Sheet {
  readonly colors: Colors;
  /** Columns that a line may have. */
  readonly width: number;
}

/**
 * A finished run for a person at a terminal. What fails comes first, the largest causes in full; all that follows is at most a
 * screen, whatever the number of failures: a line a cause, the contract, doubts, suites or areas, totals.
 */
export function renderConsole(report: Report, options: ConsoleOptions): string {
  const sheet = sheetFor(options);
  const sections = [
    failures(report, sheet),
    contract(report, sheet),
    expectations(report, sheet),
    doubts(report, sheet),
    suites(report, sheet),
    totals(report, sheet),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function sheetFor({ color, columns }: ConsoleOptions): Sheet {
  return { colors: createColors(color), width: columns === undefined ? 120 : Math.min(160, Math.max(60, columns)) };
}

/** The first line of a run. */
export function renderHead(
  head: Pick<Report, 'tool' | 'target' | 'edition' | 'seed' | 'shard'>,
  planned: number,
): string {
  const { tool, target, edition, seed, shard } = head;
  const name = target.version === undefined ? target.name : `${target.name} ${target.version}`;
  const address = target.address === target.name ? '' : ` at ${target.address}`;
  const part = shard === undefined ? '' : `, shard ${shard.index}/${shard.count}`;
  return `${tool.name} ${tool.version}: ${counted(planned, 'case')} on ${name}${address}, edition ${edition}, seed ${seed}${part}`;
}

/** The causes of what tells against the target, numbered from 1 as the console shows them. */
export function causesOf(report: Report): Cluster[] {
  return clusterFailures(report.cases.filter(tellsAgainst), MOST_CAUSES);
}

function failures(report: Report, sheet: Sheet): string[] {
  const clusters = causesOf(report);
  if (clusters.length === 0) return [];
  const { colors } = sheet;
  const cases = clusters.reduce((sum, cluster) => sum + cluster.cases.length, 0);
  const head = colors.bold(colors.red(`${counted(cases, 'failed case')}, ${counted(clusters.length, 'cause')}`));
  if (clusters.length <= FEW_CAUSES) {
    return [head, ...clusters.flatMap((cluster, at) => ['', ...causeLines(cluster, at + 1, sheet)])];
  }
  const rows = clusters.slice(0, CAUSE_LINES).map((cluster, at) => causeRow(cluster, at + 1, sheet));
  const more = clusters.length - rows.length;
  const [names = '', ...body] = table([['', 'cases', 'what fails', 'for example'], ...rows]);
  return [
    colors.bold('The largest cause, one case of it in full:'),
    '',
    ...causeLines(clusters[0]!, 1, sheet),
    '',
    head,
    colors.dim(names),
    ...body,
    ...(more > 0 ? [`     and ${counted(more, 'more cause')}: see the report`] : []),
  ];
}

function causeLines(cluster: Cluster, number: number, sheet: Sheet): string[] {
  const { colors, width } = sheet;
  const said = causeText(cluster);
  const [text = ''] = cut(said, 1, width - 16);
  const head = `${colors.red(`${number}.`)} ${colors.bold(text)}  ${counted(cluster.cases.length, 'case')}`;
  return [head, ...caseLines(cluster.cases[0]!, colors, width, text === said ? said : undefined)];
}

/** A cause in a line: half of it says what is broken, the rest what came in place of what. */
function causeRow(cluster: Cluster, number: number, { width }: Sheet): (string | number)[] {
  const room = width - 13;
  const said = Math.floor(room * 0.55);
  const [text = ''] = cut(causeText(cluster), 1, said);
  const [, actual] = brief(cluster.expected, cluster.actual, room - said - 6);
  return [`${number}.`, cluster.cases.length, text, `got ${printable(actual)}`];
}

/** One case of a cause, in full. */
export function renderCause(cluster: Cluster, number: number, options: ConsoleOptions): string {
  const others = cluster.cases.slice(1, 6).map(({ id }) => `   ${printable(id)}`);
  const more = cluster.cases.length - 1 - others.length;
  return `${[
    ...causeLines(cluster, number, sheetFor(options)),
    ...(others.length > 0 ? ['', 'The same cause:', ...others, ...(more > 0 ? [`   and ${more} more`] : [])] : []),
  ].join('\n')}\n`;
}

/** All that a report says of one case. */
export function renderCase(result: CaseResult, options: ConsoleOptions): string {
  const { colors, width } = sheetFor(options);
  const head = `${colors.bold(result.verdict)}${result.expectation === undefined ? '' : ` (${result.expectation})`}`;
  return `${[head, ...caseLines(result, colors, width), ''].join('\n')}`;
}

/** A line a rule, since most servers break a rule everywhere or nowhere. */
function contract(report: Report, { colors, width }: Sheet): string[] {
  const broken = breaches(report.contract).filter(breaksContract);
  if (broken.length === 0) return [];
  const rules = new Map<string, ContractResult[]>();
  for (const row of broken) rules.set(row.rule, [...(rules.get(row.rule) ?? []), row]);
  const rows = [...rules].map(([rule, [first, ...others]]) => {
    const all = [first!, ...others];
    const sum = (key: 'violations' | 'exchanges') => all.reduce((total, row) => total + row[key], 0);
    const where = others.length === 0 ? first!.operation : `${all.length} operations`;
    return [`${sum('violations')} of ${sum('exchanges')}`, where, rule];
  });
  const [head = '', ...lines] = table([['broken', 'operation', 'rule'], ...rows.slice(0, MOST_RULES)]);
  return [
    colors.bold(colors.red(`${counted(rows.length, 'rule')} that every answer must keep, broken`)),
    colors.dim(head),
    ...lines.map((line) => cut(line, 1, width)[0] ?? ''),
    ...(rows.length > MOST_RULES ? [`and ${rows.length - MOST_RULES} more: see the report`] : []),
  ];
}

function expectations(report: Report, { colors }: Sheet): string[] {
  const surprises = report.cases.filter(({ expectation }) => expectation === 'unexpected-pass');
  const known = report.cases.filter(({ expectation }) => expectation === 'expected').length;
  if (surprises.length === 0 && known === 0) return [];
  return [
    ...(known > 0 ? [`${counted(known, 'case')} did not pass, as expected of this target`] : []),
    ...(surprises.length > 0 ? [colors.green(`${counted(surprises.length, 'case')} passed that did not before`)] : []),
    ...surprises.slice(0, MOST_SURPRISES).map(({ id }) => `  ${printable(id)}`),
    ...(surprises.length > MOST_SURPRISES ? [`  and ${surprises.length - MOST_SURPRISES} more: see the report`] : []),
  ];
}

function doubts(report: Report, { colors, width }: Sheet): string[] {
  const open = report.cases.filter(
    ({ verdict, expectation }) => verdict === 'inconclusive' && expectation !== 'expected',
  );
  const groups = new Map<string, CaseResult[]>();
  for (const result of open) {
    const key = `${result.blame ?? 'harness'}: ${result.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const lines = sorted.slice(0, MOST_DOUBTS).map(([reason, cases]) => {
    const [line = ''] = cut(reason.replaceAll('\n', ' '), 1, width - 8);
    return `  ${String(cases.length).padStart(4)}  ${line}`;
  });
  const more =
    sorted.length > MOST_DOUBTS ? [`  and for ${sorted.length - MOST_DOUBTS} more reasons: see the report`] : [];
  const errors = report.errors
    .slice(0, MOST_SURPRISES)
    .map((error) => `  ${cut(error, ERROR_LINES, width).join('\n  ')}`);
  return [
    ...(open.length > 0
      ? [colors.yellow(`${counted(open.length, 'case')} could not be judged`), ...lines, ...more]
      : []),
    ...(errors.length > 0
      ? [colors.yellow(`${counted(report.errors.length, 'error')} of the harness`), ...errors]
      : []),
  ];
}

function suites({ cases }: Report, { colors }: Sheet): string[] {
  const bySuites = bySuite(cases);
  if (bySuites.length === 0) return [];
  const isFew = bySuites.length <= FEW_SUITES;
  const groups = isFew ? bySuites : byArea(cases);
  const rows = groups.map(([name, own]) => {
    const { passed, failed, skipped, inconclusive } = countVerdicts(own);
    return { failed, cells: [name, percent(scoreOf(own)).padStart(8), passed, failed, skipped, inconclusive] };
  });
  const names = [isFew ? 'suite' : 'area', '   score', 'passed', 'failed', 'skipped', 'inconclusive'];
  const [head = '', ...lines] = table([names, ...rows.map(({ cells }) => cells)]);
  return [colors.dim(head), ...lines.map((line, at) => (rows[at]!.failed === 0 ? line : colors.red(line)))];
}

function totals(report: Report, { colors, width }: Sheet): string[] {
  const { planned, passed, failed, skipped, inconclusive } = report.totals;
  const { statements, cases } = report;
  const score = scoreOf(cases);
  const unscored = cases.filter((result) => result.verdict === 'fail' && !isScored(result)).length;
  return [
    `${counted(planned, 'case')}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${inconclusive} inconclusive, in ${duration(report.durationMs)}` +
      (report.ending === 'interrupted' ? ' (interrupted)' : ''),
    ...(unscored > 0 ? [`${unscored} of the failed break nothing scored (should, may, or our own reading)`] : []),
    `${counted(statements.total, 'statement')}: ${statements.passed} passed, ${statements.failed} failed, ${statements.untested} untested`,
    ...(score.judged > 0 ? [`Score: ${percent(score)}, ${score.passed} of ${score.judged} scored cases`] : []),
    conclusion(outcomeOf(report), colors, width),
  ];
}

function conclusion(outcome: Outcome, colors: Colors, width: number): string {
  switch (outcome.kind) {
    case 'conforms':
      return colors.green('All as expected.');
    case 'nonconforming':
      return colors.red(
        outcome.cases.length > 0
          ? 'The target does not conform.'
          : 'The target does not conform: no case failed, but its answers break rules that every answer must keep.',
      );
    case 'harness-failed':
      return colors.yellow(`The harness failed: ${cut(outcome.message, 1, width)[0] ?? ''}`);
    case 'inconclusive':
      return colors.yellow('The outcome is inconclusive.');
    case 'nothing-judged':
      return colors.yellow('Nothing was judged.');
    default:
      return outcome satisfies never;
  }
}
