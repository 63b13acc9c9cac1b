import { type CaseResult, type ContractResult, isScored, nameOfRow, type Report } from './report.js';

/** A case in two reports. */
export interface Change {
  readonly before: CaseResult;
  readonly after: CaseResult;
}

/** What became of the cases and the contract from one report to a later one. Every list is in the order of case ids. */
export interface Comparison {
  /**
   * Scored cases that passed and now fail, unless the later report expects it; those that passed and that the target now lacks a
   * capability for, too.
   */
  readonly regressions: readonly Change[];
  readonly fixes: readonly Change[];
  /** Scored cases that passed and of which the later run can't tell. */
  readonly unclear: readonly Change[];
  /** Passed and now fail, but known to be so in the later report, or not scored. */
  readonly tolerated: readonly Change[];
  /** Changed, but did so among the earlier reports already. */
  readonly flaky: readonly Change[];
  /** The same case under another id: it cites the same statements, and one is gone where the other is new. */
  readonly renamed: readonly Change[];
  readonly added: readonly CaseResult[];
  readonly gone: readonly CaseResult[];
  /** Failures of both. */
  readonly stillFailing: number;
  readonly rows: {
    /** Rules that held on an operation and are now broken. */
    readonly regressions: readonly ContractResult[];
    readonly fixes: readonly ContractResult[];
  };
}

/**
 * Compares two reports. Renamed cases are compared as one. Pure: it reads nothing but what it is given.
 * @param others more reports from before: what was not the same in all of them is flaky
 */
export function compareReports(before: Report, after: Report, others: readonly Report[] = []): Comparison {
  const earlier = new Map(before.cases.map((result) => [result.id, result]));
  const later = new Map(after.cases.map((result) => [result.id, result]));
  const gone = before.cases.filter(({ id }) => !later.has(id));
  const added = after.cases.filter(({ id }) => !earlier.has(id));
  const renamed = pairRenamed(gone, added);
  const pairs = [
    ...after.cases.flatMap((result): Change[] => {
      const old = earlier.get(result.id);
      return old === undefined ? [] : [{ before: old, after: result }];
    }),
    ...renamed,
  ].sort((a, b) => (a.after.id < b.after.id ? -1 : 1));
  const unsteady = unsteadyIn([before, ...others]);
  const kinds = groupBy(pairs, (change) => kindOf(change, unsteady));
  const renamedBefore = new Set(renamed.map((change) => change.before));
  const renamedAfter = new Set(renamed.map((change) => change.after));
  return {
    regressions: kinds.get('regression') ?? [],
    fixes: kinds.get('fix') ?? [],
    unclear: kinds.get('unclear') ?? [],
    tolerated: kinds.get('tolerated') ?? [],
    flaky: kinds.get('flaky') ?? [],
    renamed,
    added: added.filter((result) => !renamedAfter.has(result)),
    gone: gone.filter((result) => !renamedBefore.has(result)),
    stillFailing: kinds.get('still-failing')?.length ?? 0,
    rows: compareRows(before, after, unsteady),
  };
}

type Kind = 'regression' | 'fix' | 'unclear' | 'tolerated' | 'flaky' | 'still-failing' | 'same';

function kindOf(change: Change, unsteady: ReadonlySet<string>): Kind {
  const kind = changeOf(change);
  const isFlaky = unsteady.has(change.before.id) && kind !== 'same' && kind !== 'still-failing';
  return isFlaky ? 'flaky' : kind;
}

function changeOf({ before, after }: Change): Kind {
  if (before.verdict === 'fail' && after.verdict === 'pass') return 'fix';
  if (before.verdict === 'fail' && after.verdict === 'fail') return 'still-failing';
  if (before.verdict !== 'pass') return 'same';
  const isCounted = isScored(after) && after.expectation !== 'expected';
  switch (after.verdict) {
    case 'fail':
      return isCounted ? 'regression' : 'tolerated';
    case 'inconclusive':
      return isCounted ? 'unclear' : 'tolerated';
    case 'skipped':
      // A target that lost an operation altogether must not look better than one that broke it.
      if (after.because === 'capability') return isCounted ? 'regression' : 'tolerated';
      return 'unclear';
    case 'pass':
      return 'same';
    default:
      return after.verdict satisfies never;
  }
}

/** What both held and was broken among reports: ids of cases, and keys of rows. */
function unsteadyIn(reports: readonly Report[]): ReadonlySet<string> {
  const seen = new Map<string, Set<boolean>>();
  const see = (key: string, holds: boolean) => seen.set(key, (seen.get(key) ?? new Set()).add(holds));
  for (const { cases, contract } of reports) {
    for (const { id, verdict } of cases) if (verdict !== 'skipped') see(id, verdict === 'pass');
    for (const row of contract) see(nameOfRow(row), row.violations === 0);
  }
  return new Set([...seen].filter(([, outcomes]) => outcomes.size > 1).map(([key]) => key));
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Pairs a gone case with a new one of the same suite that cites the same, where there is one choice only. */
function pairRenamed(gone: readonly CaseResult[], added: readonly CaseResult[]): Change[] {
  const signature = ({ suite, cites }: CaseResult) => [suite, ...[...cites].sort()].join('\n');
  const newOnes = groupBy(added, signature);
  const pairs: Change[] = [];
  for (const [key, olds] of groupBy(gone, signature)) {
    const news = newOnes.get(key) ?? [];
    if (olds.length === 1 && news.length === 1) pairs.push({ before: olds[0]!, after: news[0]! });
  }
  return pairs;
}

function compareRows(before: Report, after: Report, unsteady: ReadonlySet<string>): Comparison['rows'] {
  const earlier = new Map(before.contract.map((row) => [nameOfRow(row), row]));
  const regressions: ContractResult[] = [];
  const fixes: ContractResult[] = [];
  for (const row of after.contract) {
    const old = earlier.get(nameOfRow(row));
    if (old === undefined || unsteady.has(nameOfRow(row))) continue;
    if (old.violations === 0 && row.violations > 0 && isScored(row) && row.expectation !== 'expected') {
      regressions.push(row);
    }
    if (old.violations > 0 && row.violations === 0) fixes.push(row);
  }
  return { regressions, fixes };
}

export function hasRegressed(comparison: Comparison): boolean {
  return comparison.regressions.length + comparison.rows.regressions.length > 0;
}

/**
 * Lays an earlier report over a later one as what is expected of the target: what failed then, or was not there, is
 * `expected` to fail; what passed then and fails now, or is not there any more, is a `regression`; what failed then and passes now an `unexpected-pass`.
 */
export function overlayBaseline(report: Report, baseline: Report): Report {
  const comparison = compareReports(baseline, report);
  const since = `the baseline of ${baseline.startedAt.slice(0, 10)}`;
  const worse = new Set(comparison.regressions.map(({ after }) => after));
  const better = new Set(comparison.fixes.map(({ after }) => after));
  const isNew = new Set(comparison.added);
  const known = (reason: string) => ({ expectation: 'expected', expectedBecause: { reason } }) as const;
  const cases = report.cases.map((result): CaseResult => {
    if (worse.has(result)) return { ...result, expectation: 'regression' };
    if (better.has(result)) return { ...result, expectation: 'unexpected-pass' };
    if (result.verdict !== 'fail' || result.expectation === 'expected') return result;
    const { expectation: _, ...rest } = result;
    return { ...rest, ...known(isNew.has(result) ? `It is not in ${since}.` : `It did not pass in ${since}.`) };
  });
  const worseRows = new Set(comparison.rows.regressions);
  const contract = report.contract.map((row): ContractResult => {
    if (row.violations === 0 || row.expectation === 'expected') return row;
    if (worseRows.has(row)) return { ...row, expectation: 'regression' };
    const { expectation: _, ...rest } = row;
    return { ...rest, ...known(`It did not hold in ${since}.`) };
  });
  return { ...report, cases, contract };
}
