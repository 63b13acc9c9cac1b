import { code, markdownTable, prose } from '../../reporters/markdown-text.js';
import { citeText, isScored, type Statement } from '../../specs/statement.js';

/** A statement of the ledger, in all its editions. */
export interface LedgerEntry {
  readonly statement: Statement;
  readonly cases: readonly string[];
  /** Why it has no case, when it has none. */
  readonly untested?: string;
}

/** So many cases are named beside a statement; the rest are counted. */
const MOST_CASES = 2;

const INTRODUCTION = [
  '# The ledger of statements',
  '',
  'Written by `npx sfn-conformance list statements --markdown`; a test holds this page to what the program says.',
  '`npx sfn-conformance explain ID` says more of one of them, and `list statements --json` has them all for another program.',
  '',
  'Every claim that the suites test is a statement: an id, one sentence in our words, a level (`must`, `should`, `may`), and the',
  'evidence that it rests on. `documented`: the reference says so. `modelled`: an official machine model says so. `recorded`: it',
  'was seen on real AWS. `inferred`: only our reading; such a statement is shown, and never counts for a score. Statements on',
  'members, types, limits and declared errors follow from the reference by rule; the others were written by hand.',
];

/** The ledger as a page: what was written by hand in full, what follows from the references one row a member. Pure. */
export function statementsPage(entries: readonly LedgerEntry[]): string {
  const written = entries.filter(({ statement }) => statement.origin === 'written');
  const structural = entries.filter(({ statement }) => statement.origin === 'structural');
  return `${[
    ...INTRODUCTION,
    '',
    ...summary(entries),
    '',
    '## Written by hand',
    '',
    ...grouped(written).flatMap(([family, own]) => ['', `### ${family}`, '', ...writtenRows(own)]),
    '',
    '## From the references by rule',
    '',
    'One row a member, with everything that is stated of it. `explain sfn:StartExecution/request/name/max-length` shows one of them whole.',
    ...grouped(structural).flatMap(([family, own]) => ['', `### ${family}`, '', ...memberRows(own)]),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')}\n`;
}

function summary(entries: readonly LedgerEntry[]): string[] {
  const editions = [...new Set(entries.flatMap(({ statement }) => statement.editions))].sort();
  const rows = editions.map((edition) => {
    const own = entries.filter(({ statement }) => statement.editions.includes(edition));
    const count = (test: (entry: LedgerEntry) => boolean) => own.filter(test).length;
    const grade = (evidence: Statement['evidence']) => count(({ statement }) => statement.evidence === evidence);
    return [
      edition,
      own.length,
      count(({ cases }) => cases.length > 0),
      count(({ untested }) => untested !== undefined),
      count(({ statement }) => isScored(statement)),
      grade('documented'),
      grade('modelled'),
      grade('recorded'),
      grade('inferred'),
    ];
  });
  const head = ['edition', 'statements', 'with a case', 'with a reason why none', 'scored'];
  return markdownTable([...head, 'documented', 'modelled', 'recorded', 'inferred'], rows);
}

/** By what their ids begin with: the operation, the state type, the topic. */
function grouped(entries: readonly LedgerEntry[]): [family: string, entries: LedgerEntry[]][] {
  const groups = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const { id } = entry.statement;
    const family = id.includes('/') ? id.slice(0, id.indexOf('/')) : id.slice(0, id.indexOf(':'));
    const group = groups.get(family);
    if (group) group.push(entry);
    else groups.set(family, [entry]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function writtenRows(entries: readonly LedgerEntry[]): string[] {
  return entries.map(({ statement, cases, untested }) => {
    const { id, claim, level, evidence, cite } = statement;
    const tested = cases.length > 0 ? `Cases: ${casesText(cases)}.` : `No case: ${prose(untested ?? 'none yet.')}`;
    return `- ${code(id, 200)} ${prose(claim)} *${level}, ${evidence}: ${prose(citeText(cite))}.* ${tested}`;
  });
}

function casesText(cases: readonly string[]): string {
  const named = cases.slice(0, MOST_CASES).map((id) => code(id, 240));
  return cases.length > MOST_CASES ? `${named.join(', ')} and ${cases.length - MOST_CASES} more` : named.join(', ');
}

/** The statements on one member in one row. */
function memberRows(entries: readonly LedgerEntry[]): string[] {
  const members = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const [, ...steps] = entry.statement.id.split('/');
    const member = steps.length > 1 ? steps.slice(0, -1).join('/') : '';
    members.set(member, [...(members.get(member) ?? []), entry]);
  }
  const rows = [...members].map(([member, own]) => [
    member === '' ? '' : code(member, 200),
    own.map(facetText).join(', '),
    [...new Set(own.map(({ statement }) => statement.evidence))].join(', '),
    [...new Set(own.flatMap(({ statement }) => statement.editions))].sort().join(', '),
    new Set(own.flatMap(({ cases }) => cases)).size,
    [...new Set(own.flatMap(({ untested }) => untested ?? []))].map(prose).join(' '),
  ]);
  return markdownTable(['of', 'stated (*no case*)', 'evidence', 'editions', 'cases', 'why not all'], rows);
}

function facetText({ statement, cases }: LedgerEntry): string {
  const facet = statement.id.slice(statement.id.lastIndexOf('/') + 1);
  return cases.length > 0 ? facet : `*${facet}*`;
}
