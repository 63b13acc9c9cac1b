import { causeText } from './cause-text.js';
import { clusterFailures } from './cluster.js';
import { readHistory, timelineOf } from './history-of.js';
import { machineOf } from './machine-of.js';
import type { PageArea, PageCase, PageCluster, PageData, PageFailure, PageRow, PageVerdict } from './page-model.js';
import { referenceLink } from './reference-link.js';
import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';
import { byArea, bySuite, scoreOf } from './score.js';
import { sentBy } from './sent.js';
import { shown } from './shown.js';
import { duration, printable } from './text.js';

/** How much of each failure a page shows. Counts are of characters. */
export interface Detail {
  readonly text: number;
  readonly script: number;
  readonly histories: boolean;
  /** Only so many failures of one cause keep their scripts. */
  readonly scriptsPerCause: number;
  /** What a reader is told of it. */
  readonly leftOut?: string;
}

/** Everything, up to what a person can still read. */
export const fullDetail: Detail = { text: 20_000, script: 60_000, histories: true, scriptsPerCause: Infinity };

/** Characters of what was sent: the scripts have all of it. */
const SENT = 1_500;

/** What the page of a report shows. Pure; every text of a target is cut and has its control characters made visible. */
export function pageData(report: Report, detail: Detail = fullDetail): PageData {
  const failures = report.cases.filter(({ verdict }) => verdict === 'fail');
  const at = new Map(report.cases.map((result, index) => [result, index]));
  const groups = clusterFailures(failures);
  const scripted = new Set(groups.flatMap(({ cases }) => cases.slice(0, detail.scriptsPerCause)));
  const clusters = groups.map(({ cause, cases, expected, actual }): PageCluster => {
    const { statement } = cases[0]!;
    return {
      cause: shown(cause, 300),
      said: shown(causeText({ cause, cases }), 500),
      statements: new Set(cases.map((result) => result.statement?.id ?? result.id)).size,
      ...saidOf(statement),
      expected: shown(expected, detail.text),
      actual: shown(actual, detail.text),
      cases: cases.map((result) => at.get(result)!),
    };
  });
  const { target, statements, totals } = report;
  return {
    tool: `${report.tool.name} ${report.tool.version}`,
    target: {
      name: shown(target.name, 200),
      ...(target.version === undefined ? {} : { version: shown(target.version, 200) }),
      address: shown(target.address, 500),
    },
    capabilities: target.capabilities.map((name) => shown(name, 100)),
    edition: report.edition,
    client: report.client,
    seed: report.seed,
    ...(report.shard === undefined ? {} : { shard: `${report.shard.index}/${report.shard.count}` }),
    startedAt: report.startedAt,
    duration: duration(report.durationMs),
    interrupted: report.ending === 'interrupted',
    totals: {
      pass: totals.passed,
      fail: totals.failed,
      skipped: totals.skipped,
      inconclusive: totals.inconclusive,
    },
    statements: {
      total: statements.total,
      passed: statements.passed,
      failed: statements.failed,
      untested: statements.untested,
    },
    score: scoreOf(report.cases),
    areas: byArea(report.cases).map(([name, cases]) => areaOf(name, cases)),
    clusters,
    cases: report.cases.map((result) => pageCase(result, detail, scripted.has(result))),
    contract: report.contract.map(pageRow),
    errors: report.errors.slice(0, 50).map((error) => shown(error, 2_000)),
    ...(detail.leftOut === undefined ? {} : { leftOut: detail.leftOut }),
  };
}

function areaOf(name: string, cases: readonly CaseResult[]): PageArea {
  return {
    name,
    score: scoreOf(cases),
    totals: verdictsOf(cases),
    suites: bySuite(cases).map(([suite, own]) => ({ name: suite, score: scoreOf(own), totals: verdictsOf(own) })),
  };
}

function verdictsOf(cases: readonly CaseResult[]): Record<PageVerdict, number> {
  const counts = { pass: 0, fail: 0, skipped: 0, inconclusive: 0 };
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}

function pageCase(result: CaseResult, detail: Detail, withScripts: boolean): PageCase {
  const { id, title, suite, verdict, level, evidence, cites, durationMs, reason, blame, expectation, notes } = result;
  const because = result.expectedBecause;
  return {
    id: shown(id, 500),
    title: shown(title, 500),
    suite,
    verdict,
    level,
    evidence,
    isScored: isScored(result),
    cites,
    durationMs,
    ...(reason === undefined ? {} : { reason: shown(reason, Math.min(600, detail.text)) }),
    ...(blame === undefined ? {} : { blame }),
    ...(expectation === undefined ? {} : { expectation }),
    ...(because === undefined ? {} : { expectedBecause: { reason: shown(because.reason, 500), ...webLink(because) } }),
    ...(verdict === 'fail' ? { failure: pageFailure(result, detail, withScripts) } : {}),
    ...(notes === undefined || notes.length === 0 ? {} : { notes: notes.map((note) => shown(note, detail.text)) }),
  };
}

function pageFailure(result: CaseResult, detail: Detail, withScripts: boolean): PageFailure {
  const { statement, expected, actual, reproduction, transcript } = result;
  const history = detail.histories && transcript !== undefined ? readHistory(transcript) : undefined;
  const machine = history === undefined ? undefined : machineOf(transcript ?? [], history);
  const fits = withScripts && reproduction !== undefined;
  const sent = withScripts ? sentBy(result) : [];
  return {
    ...(statement === undefined ? {} : { statement: statement.id, ...saidOf(statement) }),
    ...(sent.length === 0
      ? {}
      : { sent: sent.map(({ name, text }) => ({ name, text: shown(text, Math.min(SENT, detail.text)) })) }),
    expected: shown(expected ?? '', detail.text),
    actual: shown(actual ?? '', detail.text),
    ...(fits && reproduction.curl.length <= detail.script ? { curl: printable(reproduction.curl) } : {}),
    ...(fits && reproduction.sdk.length <= detail.script ? { sdk: printable(reproduction.sdk) } : {}),
    ...(history === undefined
      ? {}
      : {
          history: timelineOf(history).map((event) => ({
            ...event,
            type: shown(event.type, 100),
            about: shown(event.about, 200),
          })),
        }),
    ...(machine === undefined ? {} : { machine }),
  };
}

function saidOf(statement: CaseResult['statement']): { claim?: string; citation?: string; link?: string } {
  if (statement === undefined) return {};
  const link = referenceLink(statement.id, statement.citation);
  return {
    ...(statement.claim === undefined ? {} : { claim: statement.claim }),
    ...(statement.citation === undefined ? {} : { citation: statement.citation }),
    ...(link === undefined ? {} : { link }),
  };
}

function pageRow(row: ContractResult): PageRow {
  const { operation, rule, exchanges, violations, example, statement, expectation } = row;
  const link = statement === undefined ? undefined : referenceLink(statement);
  return {
    operation: shown(operation, 200),
    rule: shown(rule, 300),
    exchanges,
    violations,
    isScored: isScored(row),
    ...(example === undefined ? {} : { example: shown(example, 1_000) }),
    ...(expectation === undefined ? {} : { expectation }),
    ...(link === undefined ? {} : { link }),
  };
}

/** An expectations file may hold any text as a link: only web addresses are made one. */
function webLink({ link }: { readonly link?: string }): { link?: string } {
  return link !== undefined && /^https?:\/\//.test(link) ? { link } : {};
}
