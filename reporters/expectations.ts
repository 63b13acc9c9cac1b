import { parseDocument, stringify } from 'yaml';
import { isPattern, matches } from './glob.js';
import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';
import { defectsOf, defectsText } from './schema.js';

/** What an entry speaks of: cases by id, cases by the statement they break or cite, or rows of the contract. */
export type Subject =
  | { readonly case: string }
  | { readonly statement: string }
  /** An operation and a rule with a blank between. */
  | { readonly contract: string };

/** One line of an expectations file: what is known not to pass on a target, and why. */
export type ExpectationEntry = Subject & {
  /** `flaky`: passes on some runs. It may do either, and neither is reported. */
  readonly verdict: 'fail' | 'inconclusive' | 'skipped' | 'flaky';
  readonly reason: string;
  readonly link?: string;
  /** Versions of the target that it holds for, or patterns of them. Absent: all. */
  readonly versions?: readonly string[];
};

export type ParsedExpectations =
  | { readonly kind: 'expectations'; readonly entries: readonly ExpectationEntry[] }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads an expectations file. `invalid` says in one sentence what is wrong with it. */
export function parseExpectations(text: string): ParsedExpectations {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) return { kind: 'invalid', message: `It is not YAML: ${error.message.split('\n')[0]}` };
  const value: unknown = document.toJS();
  const defects = defectsOf('expectations', value);
  if (defects.length > 0) return { kind: 'invalid', message: defectsText(defects) };
  return { kind: 'expectations', entries: (value as { expectations: ExpectationEntry[] }).expectations };
}

export interface Overlaid {
  readonly report: Report;
  /** Entries that speak of nothing in the report: a case was renamed, or a pattern is mistyped. */
  readonly unmatched: readonly ExpectationEntry[];
}

/**
 * Lays expectations over verdicts. Verdicts stay what they are: a failure that an entry knows is `expected`, one that no
 * entry knows a `regression`, a pass that an entry denies an `unexpected-pass`. An entry with a pattern denies a pass
 * only when all that it matches passes, since a pattern may be wider than the defect. Without entries nothing is laid over.
 */
export function overlay(report: Report, entries: readonly ExpectationEntry[]): Overlaid {
  const valid = entries.filter((entry) => holdsFor(entry, report.target.version));
  if (valid.length === 0) return { report, unmatched: [] };
  const used = new Map(valid.map((entry) => [entry, matched(entry, report)]));
  const cases = report.cases.map((result) => overlaidCase(result, valid, used));
  const contract = report.contract.map((row) => overlaidRow(row, valid));
  const unmatched = valid.filter((entry) => used.get(entry)!.all === 0);
  return { report: { ...report, cases, contract }, unmatched };
}

interface Matched {
  readonly all: number;
  readonly passing: number;
}

function holdsFor(entry: ExpectationEntry, version: string | undefined): boolean {
  if (entry.versions === undefined || version === undefined) return true;
  return entry.versions.some((pattern) => matches(pattern, version));
}

function matched(entry: ExpectationEntry, report: Report): Matched {
  if ('contract' in entry) {
    const rows = report.contract.filter((row) => speaksOfRow(entry, row));
    return { all: rows.length, passing: rows.filter(({ violations }) => violations === 0).length };
  }
  const cases = report.cases.filter((result) => concerns(entry, result));
  return { all: cases.length, passing: cases.filter(({ verdict }) => verdict === 'pass').length };
}

function overlaidCase(
  result: CaseResult,
  entries: readonly ExpectationEntry[],
  used: ReadonlyMap<ExpectationEntry, Matched>,
): CaseResult {
  switch (result.verdict) {
    case 'pass': {
      const denied = entries.find((entry) => entry.verdict !== 'flaky' && deniesPass(entry, result, used.get(entry)!));
      return denied === undefined ? result : { ...result, expectation: 'unexpected-pass', ...because(denied) };
    }
    case 'fail':
    case 'inconclusive': {
      const known = entries.find(
        (entry) => (entry.verdict === result.verdict || entry.verdict === 'flaky') && speaksOf(entry, result),
      );
      if (known !== undefined) return { ...result, expectation: 'expected', ...because(known) };
      return result.verdict === 'fail' && isScored(result) ? { ...result, expectation: 'regression' } : result;
    }
    case 'skipped':
      return result;
    default:
      return result.verdict satisfies never;
  }
}

function deniesPass(entry: ExpectationEntry, result: CaseResult, { all, passing }: Matched): boolean {
  if (!concerns(entry, result)) return false;
  return 'case' in entry && !isPattern(entry.case) ? true : all === passing;
}

function overlaidRow(row: ContractResult, entries: readonly ExpectationEntry[]): ContractResult {
  const known = entries.find((entry) => 'contract' in entry && speaksOfRow(entry, row));
  if (row.violations > 0) {
    if (known !== undefined) return { ...row, expectation: 'expected', ...because(known) };
    return isScored(row) ? { ...row, expectation: 'regression' } : row;
  }
  if (known === undefined || known.verdict === 'flaky' || !('contract' in known) || isPattern(known.contract))
    return row;
  return { ...row, expectation: 'unexpected-pass', ...because(known) };
}

function because(entry: ExpectationEntry) {
  const { reason, link } = entry;
  return { expectedBecause: link === undefined ? { reason } : { reason, link } };
}

/** Whether an entry is about a case at all, whatever became of it. */
function concerns(entry: ExpectationEntry, result: CaseResult): boolean {
  if ('case' in entry) return matches(entry.case, result.id);
  return 'statement' in entry && result.cites.some((id) => matches(entry.statement, id));
}

/** Whether an entry explains what became of a case: one about a statement explains only a breach of that statement. */
function speaksOf(entry: ExpectationEntry, result: CaseResult): boolean {
  if ('statement' in entry && result.statement !== undefined) return matches(entry.statement, result.statement.id);
  return concerns(entry, result);
}

function speaksOfRow(entry: ExpectationEntry & { readonly contract: string }, row: ContractResult): boolean {
  return matches(entry.contract, `${row.operation} ${row.rule}`);
}

export function subjectOf(entry: Subject): string {
  if ('case' in entry) return entry.case;
  return 'statement' in entry ? entry.statement : entry.contract;
}

/**
 * The entries that make this report all as expected: those that still explain something or that the run says nothing of,
 * as they are, and a new one for each failure that none explains. Sorted.
 * @param whole whether the run had all cases; if not, entries that match none of its cases are kept
 */
export function updatedExpectations(
  report: Report,
  entries: readonly ExpectationEntry[],
  whole: boolean,
): ExpectationEntry[] {
  const kept = entries.filter((entry) => {
    if (!holdsFor(entry, report.target.version) || entry.verdict === 'skipped') return true;
    const { all, passing } = matched(entry, report);
    if (all === 0) return !whole;
    return passing < all || entry.verdict === 'flaky';
  });
  const { report: now } = overlay(report, kept);
  const fresh: ExpectationEntry[] = [];
  for (const result of now.cases) {
    if (result.verdict === 'fail' && result.expectation !== 'expected' && isScored(result)) {
      fresh.push({ case: result.id, verdict: 'fail', reason: result.reason ?? 'It fails.' });
    }
  }
  for (const row of now.contract) {
    if (row.violations > 0 && row.expectation !== 'expected' && isScored(row)) {
      fresh.push({ contract: `${row.operation} ${row.rule}`, verdict: 'fail', reason: row.example ?? 'It is broken.' });
    }
  }
  return [...kept, ...fresh].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(entry: ExpectationEntry): string {
  const kind = 'case' in entry ? 'a' : 'statement' in entry ? 'b' : 'c';
  return `${kind} ${subjectOf(entry)} ${entry.verdict}`;
}

/** Entries as the text of an expectations file. */
export function renderExpectations(target: string, entries: readonly ExpectationEntry[]): string {
  const head = `# What is known not to pass on ${target}. Written by \`run --target ${target} --update-expectations\`, which keeps the\n# entries that still hold, with their reasons. Put a reason in your own words, and a link, where you know more.\n`;
  if (entries.length === 0) return `${head}expectations: []\n`;
  return head + stringify({ expectations: entries }, { lineWidth: 120 });
}
