import type { CaseResult, StatementTotals, Totals } from './report.js';

export function countVerdicts(cases: readonly CaseResult[]): Totals {
  const totals = { planned: cases.length, passed: 0, failed: 0, skipped: 0, inconclusive: 0 };
  for (const { verdict } of cases) {
    switch (verdict) {
      case 'pass':
        totals.passed += 1;
        break;
      case 'fail':
        totals.failed += 1;
        break;
      case 'skipped':
        totals.skipped += 1;
        break;
      case 'inconclusive':
        totals.inconclusive += 1;
        break;
      default:
        verdict satisfies never;
    }
  }
  return totals;
}

/**
 * What became of each statement. A failed case fails the statement that it names as broken, or all that it cites when
 * it names none; the others that it cites are judged by other cases. `total` = `passed` + `failed` + `untested`.
 */
export function countStatements(cases: readonly CaseResult[], known: Iterable<string>): StatementTotals {
  const ids = new Set(known);
  const cited = new Set<string>();
  const passed = new Set<string>();
  const failed = new Set<string>();
  for (const result of cases) {
    const cites = result.cites.filter((id) => ids.has(id));
    for (const id of cites) cited.add(id);
    if (result.verdict === 'pass') for (const id of cites) passed.add(id);
    if (result.verdict === 'fail') for (const id of brokenBy(result, cites, ids)) failed.add(id);
  }
  for (const id of failed) passed.delete(id);
  return {
    total: ids.size,
    cited: cited.size,
    passed: passed.size,
    failed: failed.size,
    untested: ids.size - passed.size - failed.size,
  };
}

function brokenBy({ statement }: CaseResult, cites: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return statement && known.has(statement.id) ? [statement.id] : cites;
}
