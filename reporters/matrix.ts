import { brief } from './brief.js';
import type { StatementFacts } from './build.js';
import type {
  Cells,
  MatrixArea,
  MatrixCase,
  MatrixColumn,
  MatrixData,
  MatrixPoint,
  MatrixStatement,
  MatrixTopic,
} from './matrix-model.js';
import type { PageVerdict } from './page-model.js';
import { referenceLink } from './reference-link.js';
import { type CaseResult, isScored, type Report } from './report.js';
import { coverageOf, scoreOf } from './score.js';
import { shown } from './shown.js';

/** A report that a matrix is made of. */
export interface MatrixSource {
  /** What the user calls it: its path. */
  readonly name: string;
  readonly report: Report;
  /** The page of this report, from where the matrix will be. */
  readonly page?: string;
}

export type MatrixMade =
  | { readonly kind: 'matrix'; readonly data: MatrixData }
  /** One sentence: why these reports make no matrix. */
  | { readonly kind: 'refused'; readonly message: string };

/** One column: its latest run, and those before it in time or version. */
interface Line {
  readonly key: string;
  readonly source: MatrixSource;
  readonly earlier: readonly Report[];
  readonly cases: ReadonlyMap<string, CaseResult>;
  readonly before: ReadonlyMap<string, CaseResult>;
}

const LONGEST_TREND = 30;

/**
 * Lays reports side by side: a column is a version of a target under an edition, its latest run; earlier runs of the same
 * version, and the versions before it, are its trend. Targets come in the order given, versions in their own.
 * @param factsOf what is known of a statement
 */
export function matrixOf(
  sources: readonly MatrixSource[],
  factsOf: (statement: string) => StatementFacts | undefined,
): MatrixMade {
  const [first] = sources;
  if (first === undefined) return { kind: 'refused', message: 'There is nothing to make a matrix of.' };
  const part = sources.find(({ report }) => report.shard !== undefined);
  if (part !== undefined) {
    const { index, count } = part.report.shard!;
    const message = `${part.name} is part ${index} of ${count} of a run: make the parts one report with \`report merge\` first.`;
    return { kind: 'refused', message };
  }
  const runs = new Map<string, MatrixSource>();
  for (const source of sources) {
    const { target, startedAt, seed, edition, client } = source.report;
    const run = [target.name, target.version, edition, client, startedAt, seed].join('\n');
    const same = runs.get(run);
    if (same !== undefined) {
      return { kind: 'refused', message: `${same.name} and ${source.name} are of the same run: give each run once.` };
    }
    runs.set(run, source);
  }
  const lines = linesOf(sources);
  const areas = areasOf(lines, factsOf);
  const { name, version } = first.report.tool;
  return { kind: 'matrix', data: { tool: `${name} ${version}`, columns: lines.map(columnOf), ...areas } };
}

function linesOf(sources: readonly MatrixSource[]): Line[] {
  const several = (of: (report: Report) => string) => new Set(sources.map(({ report }) => of(report))).size > 1;
  const severalEditions = several(({ edition }) => edition);
  const severalClients = several(({ client }) => client);
  return grouped(sources, ({ report }) => [report.target.name, report.edition, report.client].join('\n')).flatMap(
    (runs) => {
      const inOrder = runs.toSorted(({ report: a }, { report: b }) => byVersion(a, b) || byTime(a, b));
      const versions = grouped(inOrder, ({ report }) => report.target.version ?? '');
      return versions.map((own): Line => {
        const source = own.at(-1)!;
        const { target, edition, client } = source.report;
        const earlier = inOrder.slice(0, inOrder.indexOf(source)).map(({ report }) => report);
        const key = [
          target.name,
          target.version,
          severalEditions ? `(${edition})` : undefined,
          severalClients ? `by ${client}` : undefined,
        ];
        return {
          key: shown(key.filter((word) => word !== undefined).join(' '), 200),
          source,
          earlier,
          cases: byId(source.report),
          before: byId(earlier.at(-1)),
        };
      });
    },
  );
}

const VERSIONS = new Intl.Collator('en', { numeric: true });

function byVersion(a: Report, b: Report): number {
  return VERSIONS.compare(a.target.version ?? '', b.target.version ?? '');
}

function byTime(a: Report, b: Report): number {
  return a.startedAt < b.startedAt ? -1 : 1;
}

function byId(report: Report | undefined): ReadonlyMap<string, CaseResult> {
  return new Map((report?.cases ?? []).map((result) => [result.id, result]));
}

function columnOf({ key, source, earlier, cases, before }: Line): MatrixColumn {
  const { report, page } = source;
  const { target, totals } = report;
  const last = earlier.at(-1);
  const changed = (from: PageVerdict, to: PageVerdict) =>
    [...cases.values()].filter(({ id, verdict }) => verdict === to && before.get(id)?.verdict === from).length;
  return {
    key,
    name: shown(target.name, 100),
    ...(target.version === undefined ? {} : { version: shown(target.version, 60) }),
    edition: report.edition,
    client: report.client,
    startedAt: report.startedAt,
    interrupted: report.ending === 'interrupted',
    score: scoreOf(report.cases),
    covered: coverageOf(report.cases),
    totals: {
      pass: totals.passed,
      fail: totals.failed,
      inconclusive: totals.inconclusive,
      skipped: totals.skipped,
    },
    ...(page === undefined ? {} : { page }),
    trend: [...earlier, report].slice(-LONGEST_TREND).map(pointOf),
    ...(last === undefined
      ? {}
      : { since: { point: pointOf(last), fixed: changed('fail', 'pass'), worse: changed('pass', 'fail') } }),
  };
}

function pointOf({ target, startedAt, cases }: Report): MatrixPoint {
  const version = target.version === undefined ? {} : { version: shown(target.version, 60) };
  return { ...version, startedAt, score: scoreOf(cases) };
}

type Body = Pick<MatrixData, 'areas' | 'statements' | 'cases' | 'remarks'>;

function areasOf(lines: readonly Line[], factsOf: (statement: string) => StatementFacts | undefined): Body {
  const known = new Map<string, CaseResult>();
  for (const { cases } of lines) for (const [id, result] of cases) if (!known.has(id)) known.set(id, result);
  const results = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const remarks = new Map<string, number>();
  const cases = results.map((result) => caseOf(result, lines, remarks));
  const at = new Map(results.map(({ id }, index) => [id, index]));
  const statements: MatrixStatement[] = [];
  const scoresOf = (own: readonly CaseResult[]) =>
    lines.map((line) => scoreOf(own.flatMap(({ id }) => line.cases.get(id) ?? [])));
  const inArea = (area: readonly CaseResult[]): MatrixTopic[] => {
    const citing = new Map<string, CaseResult[]>();
    for (const result of area) for (const id of new Set(result.cites)) append(citing, id, result);
    return grouped([...citing.keys()].sort(), topicOf).map((ids): MatrixTopic => {
      const own = [...new Set(ids.flatMap((id) => citing.get(id)!))];
      const first = statements.length;
      for (const id of ids) {
        const indexes = citing.get(id)!.map((result) => at.get(result.id)!);
        statements.push(statementOf(id, citing.get(id)!, indexes, lines, factsOf(id)));
      }
      const indexes = ids.map((_, index) => first + index);
      return { name: shown(topicOf(ids[0]!), 200), scores: scoresOf(own), statements: indexes };
    });
  };
  const areas = grouped(results, areaOf)
    .map((own): MatrixArea => ({ name: areaOf(own[0]!), scores: scoresOf(own), topics: inArea(own) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { areas, statements, cases, remarks: [...remarks.keys()] };
}

function areaOf({ suite }: CaseResult): string {
  return suite.split('/', 1)[0]!;
}

/** `sfn:StartExecution`, `asl:Choice`; the service alone where a statement has no more. */
function topicOf(statement: string): string {
  return statement.includes('/') ? statement.split('/', 1)[0]! : statement.split(':', 1)[0]!;
}

function caseOf({ id, title }: CaseResult, lines: readonly Line[], remarks: Map<string, number>): MatrixCase {
  const own: Record<number, number> = {};
  lines.forEach(({ cases }, column) => {
    const remark = remarkOn(cases.get(id));
    if (remark === undefined) return;
    if (!remarks.has(remark)) remarks.set(remark, remarks.size);
    own[column] = remarks.get(remark)!;
  });
  return {
    id: shown(id, 300),
    title: shown(title, 300),
    ...cellsOf(lines, (results) => letterOf(results.get(id)?.verdict)),
    ...(Object.keys(own).length === 0 ? {} : { remarks: own }),
  };
}

function statementOf(
  id: string,
  citing: readonly CaseResult[],
  cases: readonly number[],
  lines: readonly Line[],
  facts: StatementFacts | undefined,
): MatrixStatement {
  const link = referenceLink(id, facts?.citation);
  return {
    id: shown(id, 300),
    ...(facts === undefined ? {} : { claim: facts.claim }),
    ...(link === undefined ? {} : { link }),
    isScored: facts === undefined || isScored(facts),
    ...cellsOf(lines, (results) =>
      heldIn(
        citing.flatMap((result) => results.get(result.id) ?? []),
        id,
      ),
    ),
    cases,
  };
}

type Letter = 'p' | 'f' | 'i' | 's' | '-';

const LETTERS: Readonly<Record<PageVerdict, Letter>> = { pass: 'p', fail: 'f', inconclusive: 'i', skipped: 's' };

function letterOf(verdict: PageVerdict | undefined): Letter {
  return verdict === undefined ? '-' : LETTERS[verdict];
}

function cellsOf(
  lines: readonly Line[],
  letter: (results: ReadonlyMap<string, CaseResult>) => Letter,
): { readonly cells: Cells; readonly was?: Cells } {
  const cells = lines.map(({ cases }) => letter(cases)).join('');
  const was = lines.map(({ before }) => letter(before)).join('');
  return [...was].every((old, at) => old === '-' || old === cells[at]) ? { cells } : { cells, was };
}

/** What a run says of a statement by the cases that cite it; a case that fails tells only of the statement that it breaks. */
function heldIn(results: readonly CaseResult[], id: string): Letter {
  if (results.length === 0) return '-';
  const verdicts = new Set(results.map(({ verdict }) => verdict));
  const isBroken = results.some(
    ({ verdict, statement, cites }) =>
      verdict === 'fail' && (statement === undefined || !cites.includes(statement.id) || statement.id === id),
  );
  if (isBroken) return 'f';
  if (verdicts.has('pass')) return 'p';
  return verdicts.has('fail') || verdicts.has('inconclusive') ? 'i' : 's';
}

const LONGEST_SIDE = 90;
/** A body may have megabytes: more of it is not even looked at. */
const LONGEST_READ = 4_000;

/** What came where a case did not pass, in a line. Why a case was skipped is a remark, too. */
function remarkOn(result: CaseResult | undefined): string | undefined {
  if (result === undefined || result.verdict === 'pass') return undefined;
  const read = (text: string | undefined) => shown((text ?? '').slice(0, LONGEST_READ), LONGEST_READ);
  const { expected, actual, reason } = result;
  if (expected !== undefined && actual !== undefined) {
    const [left, right] = brief(read(expected), read(actual), LONGEST_SIDE);
    return `expected ${left}; came ${right}`;
  }
  const [text] = brief(read(reason), '', LONGEST_SIDE * 2);
  return reason === undefined ? undefined : text;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return [...groups.values()];
}

function append<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
