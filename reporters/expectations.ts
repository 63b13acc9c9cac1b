import { parseDocument, stringify } from 'yaml';
import { matches } from './glob.js';
import { type CaseResult, type ContractResult, isScored, nameOfRow, type Report } from './report.js';
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
  if (error) return { kind: 'invalid', message: `It is not YAML: ${error.message.split('\n')[0]?.replace(/:$/, '.')}` };
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
 * entry knows a `regression`, a pass that an entry denies an `unexpected-pass`. Without entries nothing is laid over.
 *
 * Of the entries about a case, those that name it decide alone; where none does, those that call it flaky; then all others. An
 * entry with a pattern, or about a statement, denies a pass only when all that it decides about passes, since it may be wider
 * than the defect. Rows of the contract alike.
 */
export function overlay(report: Report, entries: readonly ExpectationEntry[]): Overlaid {
  const valid = entries.filter((entry) => holdsFor(entry, report.target.version));
  if (valid.length === 0) return { report, unmatched: [] };
  const authority = new Authority(report, valid);
  const cases = report.cases.map((result) => overlaidCase(result, authority));
  const contract = report.contract.map((row) => overlaidRow(row, authority));
  const unmatched = valid.filter((entry) => !authority.concernsAny(entry) && !isOfARowByChance(entry));
  return { report: { ...report, cases, contract }, unmatched };
}

/** Many rows of a contract are there only when something broke them: one that is broken by chance may be missing. */
function isOfARowByChance(entry: ExpectationEntry): boolean {
  return 'contract' in entry && entry.verdict === 'flaky';
}

function holdsFor(entry: ExpectationEntry, version: string | undefined): boolean {
  if (entry.versions === undefined || version === undefined) return true;
  return entry.versions.some((pattern) => matches(pattern, version));
}

/** Which entries decide about which results of a report. */
class Authority {
  private readonly about = new Map<CaseResult | ContractResult, readonly ExpectationEntry[]>();
  private readonly decided = new Map<ExpectationEntry, { all: number; passing: number }>();
  private readonly concerned = new Set<ExpectationEntry>();

  constructor(report: Report, entries: readonly ExpectationEntry[]) {
    for (const result of report.cases) {
      const concerning = entries.filter((entry) => concerns(entry, result));
      const passes = result.verdict === 'pass';
      const explaining = passes ? concerning : concerning.filter((entry) => explains(entry, result));
      this.about.set(result, mostExact(explaining, result.id));
      this.count(concerning, passes, result.id);
    }
    for (const row of report.contract) {
      const name = nameOfRow(row);
      const concerning = entries.filter((entry) => 'contract' in entry && matches(entry.contract, name));
      this.about.set(row, mostExact(concerning, name));
      this.count(concerning, row.violations === 0, name);
    }
  }

  private count(concerning: readonly ExpectationEntry[], passes: boolean, name: string): void {
    for (const entry of concerning) this.concerned.add(entry);
    for (const entry of mostExact(concerning, name)) {
      const count = this.decided.get(entry) ?? { all: 0, passing: 0 };
      this.decided.set(entry, { all: count.all + 1, passing: count.passing + (passes ? 1 : 0) });
    }
  }

  /** The entries that decide about a result. */
  of(result: CaseResult | ContractResult): readonly ExpectationEntry[] {
    return this.about.get(result) ?? [];
  }

  /** Whether an entry speaks of anything in the report. */
  concernsAny(entry: ExpectationEntry): boolean {
    return this.concerned.has(entry);
  }

  /** Whether there is something that an entry decides about and that doesn't pass. */
  explainsAny(entry: ExpectationEntry): boolean {
    const { all, passing } = this.decided.get(entry) ?? { all: 0, passing: 0 };
    return passing < all;
  }
}

function mostExact(entries: readonly ExpectationEntry[], name: string): readonly ExpectationEntry[] {
  const naming = entries.filter((entry) => isNamed(entry, name));
  if (naming.length > 0) return naming;
  const flaky = entries.filter(({ verdict }) => verdict === 'flaky');
  return flaky.length > 0 ? flaky : entries;
}

/** Whether an entry has the very id of a case, or the very name of a row. */
function isNamed(entry: ExpectationEntry, name: string): boolean {
  return 'case' in entry ? entry.case === name : 'contract' in entry && entry.contract === name;
}

function overlaidCase(result: CaseResult, authority: Authority): CaseResult {
  const entries = authority.of(result);
  switch (result.verdict) {
    case 'pass': {
      const denied = entries.find((entry) => deniesPass(entry, result.id, authority));
      return denied === undefined ? result : { ...result, expectation: 'unexpected-pass', ...because(denied) };
    }
    case 'fail':
    case 'inconclusive': {
      const known = entries.find(({ verdict }) => verdict === result.verdict || verdict === 'flaky');
      if (known !== undefined) return { ...result, expectation: 'expected', ...because(known) };
      return result.verdict === 'fail' && isScored(result) ? { ...result, expectation: 'regression' } : result;
    }
    case 'skipped':
      return result;
    default:
      return result.verdict satisfies never;
  }
}

function deniesPass(entry: ExpectationEntry, name: string, authority: Authority): boolean {
  if (entry.verdict === 'flaky') return false;
  return isNamed(entry, name) || !authority.explainsAny(entry);
}

function overlaidRow(row: ContractResult, authority: Authority): ContractResult {
  const entries = authority.of(row);
  if (row.violations > 0) {
    const [known] = entries;
    if (known !== undefined) return { ...row, expectation: 'expected', ...because(known) };
    return isScored(row) ? { ...row, expectation: 'regression' } : row;
  }
  const denied = entries.find((entry) => entry.verdict !== 'flaky' && isNamed(entry, nameOfRow(row)));
  return denied === undefined ? row : { ...row, expectation: 'unexpected-pass', ...because(denied) };
}

function because(entry: ExpectationEntry) {
  const { reason, link } = entry;
  return { expectedBecause: link === undefined ? { reason } : { reason, link } };
}

/** Whether an entry is about a case at all, whatever became of it. */
function concerns(entry: ExpectationEntry, result: CaseResult): boolean {
  if ('case' in entry) return matches(entry.case, result.id);
  if (!('statement' in entry)) return false;
  return [...result.cites, ...(result.statement ? [result.statement.id] : [])].some((id) =>
    matches(entry.statement, id),
  );
}

/** Whether an entry explains what became of a case: one about a statement explains only a breach of that statement. */
function explains(entry: ExpectationEntry, result: CaseResult): boolean {
  return !('statement' in entry) || result.statement === undefined || matches(entry.statement, result.statement.id);
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
  const valid = entries.filter((entry) => holdsFor(entry, report.target.version));
  const authority = new Authority(report, valid);
  const kept = entries.filter((entry) => {
    if (!valid.includes(entry) || entry.verdict === 'skipped') return true;
    if (!authority.concernsAny(entry)) return !whole;
    return authority.explainsAny(entry) || entry.verdict === 'flaky';
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
      fresh.push({ contract: nameOfRow(row), verdict: 'fail', reason: row.example ?? 'It is broken.' });
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
  const head = `# What is known not to pass on ${target}. Written by \`run --update-expectations\`, which keeps the entries\n# that still hold, with their reasons. Put a reason in your own words, and a link, where you know more.\n`;
  if (entries.length === 0) return `${head}expectations: []\n`;
  return head + stringify({ expectations: entries }, { lineWidth: 120 });
}
