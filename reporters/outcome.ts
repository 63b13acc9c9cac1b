import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';

/** What a run says of its target, all in all. */
export type Outcome =
  | { readonly kind: 'conforms' }
  /** These cases and this many contract rows tell against the target. */
  | { readonly kind: 'nonconforming'; readonly cases: readonly CaseResult[]; readonly rows: number }
  | { readonly kind: 'harness-failed'; readonly message: string }
  | { readonly kind: 'inconclusive'; readonly cases: number }
  | { readonly kind: 'nothing-judged' };

/**
 * A failure of the target outweighs everything else, since it is proven; then faults of ours, then doubt.
 * A failure that is expected, or that breaks nothing scored, does not tell against the target.
 */
export function outcomeOf(report: Report): Outcome {
  const against = report.cases.filter(tellsAgainst);
  const rows = report.contract.filter(breaksContract).length;
  if (against.length > 0 || rows > 0) return { kind: 'nonconforming', cases: against, rows };
  const [error] = report.errors;
  if (error !== undefined) return { kind: 'harness-failed', message: error };
  const doubtful = report.cases.filter(
    ({ verdict, expectation }) => verdict === 'inconclusive' && expectation !== 'expected',
  );
  if (report.ending === 'interrupted') return { kind: 'inconclusive', cases: doubtful.length };
  const ours = doubtful.find(({ blame }) => blame === 'harness');
  if (ours) return { kind: 'harness-failed', message: `${ours.id}: ${ours.reason ?? 'no verdict'}` };
  if (report.totals.passed + report.totals.failed === 0) return { kind: 'nothing-judged' };
  if (doubtful.length > 0) return { kind: 'inconclusive', cases: doubtful.length };
  return { kind: 'conforms' };
}

/** Whether a case is a reason to say that the target does not conform. */
export function tellsAgainst(result: CaseResult): boolean {
  // What passed once, and is skipped since the target lost what it needs, is no less broken.
  const isAgainst = result.verdict === 'fail' || (result.verdict === 'skipped' && result.expectation === 'regression');
  return isAgainst && result.expectation !== 'expected' && isScored(result);
}

/** Whether a contract row is a reason to say so. */
export function breaksContract(row: ContractResult): boolean {
  return row.violations > 0 && row.expectation !== 'expected' && isScored(row);
}
