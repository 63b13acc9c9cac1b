import { createColors } from 'picocolors';
import { breaches, type Cluster, clusterFailures } from './cluster.js';
import { breaksContract, type Outcome, outcomeOf, tellsAgainst } from './outcome.js';
import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';
import { counted, cut, duration, printable, table } from './text.js';

type Colors = ReturnType<typeof createColors>;

const MOST_CAUSES = 40;
const MOST_ROWS = 20;
const TEXT_LINES = 12;
const WIDTH = 160;
/** So many causes are shown in full; of the others a line each. */
const FULL_CAUSES = 5;

export interface ConsoleOptions {
  readonly color: boolean;
}

/** A finished run for a person at a terminal: causes of failure, the contract, a table by suite, totals. */
export function renderConsole(report: Report, options: ConsoleOptions): string {
  const colors = createColors(options.color);
  const sections = [
    failures(report, colors),
    contract(report, colors),
    expectations(report, colors),
    doubts(report, colors),
    suites(report, colors),
    totals(report, colors),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
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

function failures(report: Report, colors: Colors): string[] {
  const against = report.cases.filter(tellsAgainst);
  if (against.length === 0) return [];
  const clusters = clusterFailures(against, MOST_CAUSES);
  const lines = [
    colors.bold(colors.red(`${counted(against.length, 'failed case')}, ${counted(clusters.length, 'cause')}`)),
  ];
  clusters.slice(0, FULL_CAUSES).forEach((cluster, at) => {
    const head = `${colors.red(`${at + 1}.`)} ${colors.bold(printable(cluster.cause))}  ${counted(cluster.cases.length, 'case')}`;
    lines.push('', head, ...caseLines(cluster.cases[0]!, colors));
  });
  const rest = clusters.slice(FULL_CAUSES);
  if (rest.length === 0) return lines;
  const rows = rest.map((cluster, at) => causeInLine(cluster, at + FULL_CAUSES + 1));
  const [head = '', ...body] = table([['', 'cases', 'cause', 'what came', 'for example'], ...rows]);
  return [
    ...lines,
    '',
    colors.dim(head),
    ...body,
    '',
    'One of them in full: sfn-conformance report render REPORT --case ID',
  ];
}

/** All that a report says of one case. */
export function renderCase(result: CaseResult, options: ConsoleOptions): string {
  const colors = createColors(options.color);
  const head = `${colors.bold(result.verdict)}${result.expectation === undefined ? '' : ` (${result.expectation})`}`;
  return `${[head, ...caseLines(result, colors), ''].join('\n')}`;
}

function caseLines(result: CaseResult, colors: Colors): string[] {
  const { id, statement, reason, expected, actual, reproduction, expectation, expectedBecause, blame } = result;
  const field = (name: string, text: string | undefined) =>
    text === undefined || text === '' ? [] : indented(name, cut(text, TEXT_LINES, WIDTH), colors);
  const isSaid = reason !== undefined && expected !== undefined && reason.includes(expected);
  return [
    ...field('case', id + (expectation === 'regression' ? '  (regression)' : '')),
    ...field('breaks', statement?.id),
    ...field('claim', statement?.claim),
    ...field('cited', statement?.citation),
    ...field('known', expectedBecause && [expectedBecause.reason, expectedBecause.link ?? ''].join(' ')),
    ...field('reason', isSaid ? undefined : reason),
    ...field('blame', result.verdict === 'inconclusive' ? blame : undefined),
    ...field('expected', expected),
    ...field('actual', actual),
    // A command must stay whole, or it can't be pasted.
    ...(reproduction === undefined
      ? []
      : indented('shown by', printable(reproduction.curl).trimEnd().split('\n'), colors)),
  ];
}

function indented(name: string, lines: readonly string[], colors: Colors): string[] {
  const margin = ' '.repeat(13);
  return lines.map((line, at) => (at === 0 ? `   ${colors.dim(name.padEnd(8))}  ${line}` : `${margin}${line}`));
}

function causeInLine({ cause, cases, actual }: Cluster, number: number): (string | number)[] {
  const [line = ''] = cut(actual.replaceAll('\n', ' '), 1, 80);
  return [`${number}.`, cases.length, printable(cause), line, printable(cases[0]!.id)];
}

/** A line a rule, since most servers break a rule everywhere or nowhere. */
function contract(report: Report, colors: Colors): string[] {
  const broken = breaches(report.contract).filter(breaksContract);
  if (broken.length === 0) return [];
  const rules = new Map<string, ContractResult[]>();
  for (const row of broken) rules.set(row.rule, [...(rules.get(row.rule) ?? []), row]);
  const rows = [...rules].map(([rule, [first, ...others]]) => {
    const all = [first!, ...others];
    const sum = (key: 'violations' | 'exchanges') => all.reduce((total, row) => total + row[key], 0);
    const where = others.length === 0 ? first!.operation : `${all.length} operations`;
    const [line = ''] = cut((first!.example ?? '').replaceAll('\n', ' '), 1, 90);
    return [rule, where, `${sum('violations')}/${sum('exchanges')}`, line];
  });
  const [head = '', ...lines] = table([['rule', 'operation', 'broken', 'for example'], ...rows.slice(0, MOST_ROWS)]);
  return [
    colors.bold(colors.red(`${counted(rows.length, 'rule')} of the contract broken, over all exchanges`)),
    colors.dim(head),
    ...lines.map(printable),
    ...(rows.length > MOST_ROWS ? [`and ${rows.length - MOST_ROWS} more: see the report`] : []),
  ];
}

function expectations(report: Report, colors: Colors): string[] {
  const surprises = report.cases.filter(({ expectation }) => expectation === 'unexpected-pass');
  const known = report.cases.filter(({ expectation }) => expectation === 'expected').length;
  if (surprises.length === 0 && known === 0) return [];
  return [
    ...(known > 0 ? [`${counted(known, 'case')} did not pass, as expected of this target`] : []),
    ...(surprises.length > 0 ? [colors.green(`${counted(surprises.length, 'case')} passed that did not before`)] : []),
    ...surprises.slice(0, MOST_ROWS).map(({ id }) => `  ${printable(id)}`),
    ...(surprises.length > MOST_ROWS ? [`  and ${surprises.length - MOST_ROWS} more: see the report`] : []),
  ];
}

function doubts(report: Report, colors: Colors): string[] {
  const open = report.cases.filter(
    ({ verdict, expectation }) => verdict === 'inconclusive' && expectation !== 'expected',
  );
  const groups = new Map<string, CaseResult[]>();
  for (const result of open) {
    const key = `${result.blame ?? 'harness'}: ${result.reason ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const lines = sorted.slice(0, MOST_ROWS).map(([reason, cases]) => {
    const [line = ''] = cut(reason.replaceAll('\n', ' '), 1, WIDTH);
    return `  ${String(cases.length).padStart(4)}  ${line}  (${printable(cases[0]!.id)}${cases.length > 1 ? ', ...' : ''})`;
  });
  const errors = report.errors.slice(0, MOST_ROWS).map((error) => `  ${cut(error, TEXT_LINES, WIDTH).join('\n  ')}`);
  return [
    ...(open.length > 0 ? [colors.yellow(`${counted(open.length, 'case')} could not be judged`), ...lines] : []),
    ...(errors.length > 0
      ? [colors.yellow(`${counted(report.errors.length, 'error')} of the harness`), ...errors]
      : []),
  ];
}

function suites(report: Report, colors: Colors): string[] {
  const rows = new Map<string, { passed: number; failed: number; skipped: number; inconclusive: number }>();
  for (const { suite, verdict } of report.cases) {
    const row = rows.get(suite) ?? { passed: 0, failed: 0, skipped: 0, inconclusive: 0 };
    rows.set(suite, row);
    if (verdict === 'pass') row.passed += 1;
    else if (verdict === 'fail') row.failed += 1;
    else row[verdict] += 1;
  }
  if (rows.size === 0) return [];
  const body = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([suite, { passed, failed, skipped, inconclusive }]) => [suite, passed, failed, skipped, inconclusive]);
  const [head = '', ...lines] = table([['suite', 'passed', 'failed', 'skipped', 'inconclusive'], ...body]);
  return [colors.dim(head), ...lines.map((line, at) => (body[at]![2] === 0 ? line : colors.red(line)))];
}

function totals(report: Report, colors: Colors): string[] {
  const { planned, passed, failed, skipped, inconclusive } = report.totals;
  const { statements } = report;
  const unscored = report.cases.filter((result) => result.verdict === 'fail' && !isScored(result)).length;
  return [
    `${counted(planned, 'case')}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${inconclusive} inconclusive, in ${duration(report.durationMs)}` +
      (report.ending === 'interrupted' ? ' (interrupted)' : ''),
    ...(unscored > 0 ? [`${unscored} of the failed break nothing scored (should, may, or our own reading)`] : []),
    `${counted(statements.total, 'statement')}: ${statements.passed} passed, ${statements.failed} failed, ${statements.untested} untested`,
    conclusion(outcomeOf(report), colors),
  ];
}

function conclusion(outcome: Outcome, colors: Colors): string {
  switch (outcome.kind) {
    case 'conforms':
      return colors.green('All as expected.');
    case 'nonconforming':
      return colors.red('The target does not conform.');
    case 'harness-failed':
      return colors.yellow(`The harness failed: ${cut(outcome.message, 1, WIDTH)[0] ?? ''}`);
    case 'inconclusive':
      return colors.yellow('The outcome is inconclusive.');
    case 'nothing-judged':
      return colors.yellow('Nothing was judged.');
    default:
      return outcome satisfies never;
  }
}
