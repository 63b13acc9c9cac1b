import type { CasePlan, CaseRecord } from '../harness/record.js';
import { sumContract } from './contract.js';
import type { RunEvent, RunHeader } from './events.js';
import type { CaseResult, ContractResult, Ending, Evidence, Level, Report } from './report.js';
import { countStatements, countVerdicts } from './totals.js';

/** What a report says of a statement. */
export interface StatementFacts {
  readonly id: string;
  readonly claim: string;
  readonly level: Level;
  readonly evidence: Evidence;
  /** Where the reference says it, for people: `API Reference 2017-03-30, page 12, line 345`. */
  readonly citation: string;
}

/** The statements of an edition, by id. */
export type Ledger = ReadonlyMap<string, StatementFacts>;

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

/**
 * Sums a run up. Every planned case gets exactly one verdict: one that never ended is inconclusive.
 * Throws when the stream has no `run-started`.
 */
export function buildReport(events: Iterable<RunEvent>, ledger: Ledger): Report {
  let header: RunHeader | undefined;
  let durationMs = 0;
  let ending: Ending = 'interrupted';
  const planned = new Map<string, CasePlan>();
  const finished = new Map<string, Finished>();
  const errors: string[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'run-started':
        header = event.header;
        break;
      case 'cases-planned':
        for (const item of event.cases) {
          if (planned.has(item.id)) errors.push(`Two cases have the id ${item.id}.`);
          else planned.set(item.id, item);
        }
        break;
      case 'case-started':
        break;
      case 'case-finished':
        if (finished.has(event.id)) errors.push(`The case ${event.id} ended twice.`);
        else finished.set(event.id, event);
        break;
      case 'case-repeated':
        finished.delete(event.id);
        break;
      case 'harness-failed':
        errors.push(event.suite === undefined ? event.message : `${event.suite}: ${event.message}`);
        break;
      case 'run-finished':
        ({ durationMs, ending } = event);
        break;
      default:
        event satisfies never;
    }
  }
  if (header === undefined) throw new Error('A report needs the event run-started.');
  const cases = [...planned.values()]
    .map((item) => caseResult(item, finished.get(item.id), ending, ledger))
    .sort((a, b) => compareText(a.id, b.id));
  return {
    reportVersion: 1,
    ...header,
    durationMs: Math.round(durationMs),
    ending,
    totals: countVerdicts(cases),
    cases,
    contract: contractOf(finished.values(), ledger),
    statements: countStatements(cases, ledger.keys()),
    errors,
  };
}

function caseResult(plan: CasePlan, finished: Finished | undefined, ending: Ending, ledger: Ledger): CaseResult {
  const { id, title, suite, cites } = plan;
  const base = { id, title, suite, cites };
  const record = finished?.record;
  if (record === undefined) {
    const reason = finished?.problem ?? withoutVerdict(ending);
    return { ...base, ...gradeOf(cites, ledger), verdict: 'inconclusive', blame: 'harness', reason, durationMs: 0 };
  }
  return {
    ...base,
    ...gradeOf(record.verdict === 'fail' ? [record.statement] : cites, ledger),
    ...judged(record, ledger),
    durationMs: Math.round(record.durationMs),
    ...(record.reproduction === undefined ? {} : { reproduction: record.reproduction }),
    ...(record.transcript === undefined ? {} : { transcript: record.transcript }),
    ...(record.notes.length === 0 ? {} : { notes: record.notes }),
  };
}

function judged(record: CaseRecord, ledger: Ledger) {
  switch (record.verdict) {
    case 'pass':
      return { verdict: record.verdict };
    case 'skipped':
      return { verdict: record.verdict, because: record.because, reason: record.reason };
    case 'inconclusive':
      return { verdict: record.verdict, blame: record.blame, reason: record.reason };
    case 'fail': {
      const { verdict, blame, reason, expected, actual, oracle } = record;
      const facts = ledger.get(record.statement);
      const said = facts === undefined ? {} : { claim: facts.claim, citation: facts.citation };
      return { verdict, blame, reason, expected, actual, oracle, statement: { id: record.statement, ...said } };
    }
    default:
      return record satisfies never;
  }
}

function withoutVerdict(ending: Ending): string {
  switch (ending) {
    case 'complete':
      return 'The case ended without a verdict.';
    case 'interrupted':
      return 'The run was interrupted before this case ended.';
    default:
      return ending satisfies never;
  }
}

function contractOf(finished: Iterable<Finished>, ledger: Ledger): ContractResult[] {
  const rows = [...finished].flatMap(({ record }) => record?.contract ?? []);
  return sumContract(rows).map((row) => ({
    ...row,
    ...(row.statement === undefined ? MODELLED : gradeOf([row.statement], ledger)),
  }));
}

const MODELLED = { level: 'must', evidence: 'modelled' } as const;
const LEVELS: readonly Level[] = ['must', 'should', 'may'];

/**
 * The level and evidence that a case is judged by: those of a scored statement if there is one, else the most binding.
 * A statement that the ledger does not hold is a team's own contract: it is binding, and documented by them.
 */
function gradeOf(statements: readonly string[], ledger: Ledger): { level: Level; evidence: Evidence } {
  const grades = statements.map((id) => ledger.get(id) ?? OWN_CONTRACT).sort((a, b) => rankOf(a) - rankOf(b));
  const { level, evidence } = grades[0] ?? OWN_CONTRACT;
  return { level, evidence };
}

const OWN_CONTRACT: Pick<StatementFacts, 'level' | 'evidence'> = { level: 'must', evidence: 'documented' };

function rankOf({ level, evidence }: Pick<StatementFacts, 'level' | 'evidence'>): number {
  return LEVELS.indexOf(level) + (evidence === 'inferred' ? LEVELS.length : 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
