import { breaksContract, tellsAgainst } from './outcome.js';
import { type CaseResult, type ContractResult, isScored, type Report } from './report.js';

/**
 * The report as JUnit XML, in the dialect that GitHub's, GitLab's and Jenkins' viewers read: a testsuite a suite file, a
 * testcase a case. A failure that is expected, or breaks nothing scored, is `skipped` with its reason, so that a viewer is
 * red exactly when the run is; a case that could not be judged is an `error`. The contract's rows are a suite of their own.
 */
export function renderJunit(report: Report): string {
  const suites = new Map<string, CaseResult[]>();
  for (const result of report.cases) {
    const suite = suites.get(result.suite);
    if (suite) suite.push(result);
    else suites.set(result.suite, [result]);
  }
  const body = [...suites].map(([name, cases]) => suiteXml(name, report, cases.map(caseEntry)));
  if (report.contract.length > 0) body.push(suiteXml('contract', report, report.contract.map(contractEntry)));
  const entries = [...report.cases.map(caseEntry), ...report.contract.map(contractEntry)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sfn-conformance: ${attribute(report.target.name)}" ${failuresOf(entries)} time="${seconds(report.durationMs)}">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n');
}

interface Entry {
  readonly name: string;
  readonly classname: string;
  readonly durationMs: number;
  readonly state: 'passed' | 'failed' | 'error' | 'skipped';
  readonly message: string;
  readonly text: string;
}

function caseEntry(result: CaseResult): Entry {
  const { title, suite, durationMs, reason = '', notes = [] } = result;
  const base = { name: title, classname: suite.replaceAll('/', '.'), durationMs };
  switch (result.verdict) {
    case 'pass':
      return { ...base, state: 'passed', message: '', text: '' };
    case 'skipped':
      if (tellsAgainst(result))
        return { ...base, state: 'failed', message: `It passed before. ${reason}`, text: result.id };
      return { ...base, state: 'skipped', message: reason, text: '' };
    case 'inconclusive':
      if (result.expectation === 'expected')
        return { ...base, state: 'skipped', message: knownBecause(result), text: '' };
      return {
        ...base,
        state: 'error',
        message: `${result.blame ?? 'harness'}: ${reason}`,
        text: notes.join('\n'),
      };
    case 'fail':
      if (result.expectation === 'expected')
        return { ...base, state: 'skipped', message: knownBecause(result), text: '' };
      if (!isScored(result)) return { ...base, state: 'skipped', message: `Not scored: ${reason}`, text: '' };
      return { ...base, state: 'failed', message: reason, text: failureText(result) };
    default:
      return result.verdict satisfies never;
  }
}

function knownBecause(result: CaseResult | ContractResult): string {
  return `Known: ${result.expectedBecause?.reason ?? 'expected'}`;
}

function failureText(result: CaseResult): string {
  const { notes = [] } = result;
  return [
    `case      ${result.id}`,
    `statement ${result.statement?.id ?? ''}`,
    ...(result.statement?.claim === undefined ? [] : [`claim     ${result.statement.claim}`]),
    ...(result.statement?.citation === undefined ? [] : [`citation  ${result.statement.citation}`]),
    '',
    'expected',
    result.expected ?? '',
    '',
    'actual',
    result.actual ?? '',
    ...(notes.length === 0 ? [] : ['', 'notes', ...notes]),
    ...(result.reproduction === undefined ? [] : ['', 'reproduce', result.reproduction.curl]),
  ].join('\n');
}

function contractEntry(row: ContractResult): Entry {
  const base = { name: `${row.operation} ${row.rule}`, classname: 'contract', durationMs: 0 };
  const message = `${row.violations} of ${row.exchanges} exchanges break ${row.rule}`;
  if (breaksContract(row)) return { ...base, state: 'failed', message, text: row.example ?? '' };
  if (row.violations === 0) return { ...base, state: 'passed', message: '', text: '' };
  const why = row.expectation === 'expected' ? knownBecause(row) : `Not scored: ${message}`;
  return { ...base, state: 'skipped', message: why, text: '' };
}

function suiteXml(name: string, report: Report, entries: readonly Entry[]): string {
  const time = seconds(entries.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const timestamp = report.startedAt.replace(/(\.\d+)?Z$/, '');
  const open = `  <testsuite name="${attribute(name)}" ${countsOf(entries)} time="${time}" timestamp="${timestamp}">`;
  return [open, ...entries.map(entryXml), '  </testsuite>'].join('\n');
}

function entryXml(entry: Entry): string {
  const { name, classname, durationMs, state, message, text } = entry;
  const open = `    <testcase name="${attribute(name)}" classname="${attribute(classname)}" time="${seconds(durationMs)}"`;
  switch (state) {
    case 'passed':
      return `${open}/>`;
    case 'skipped':
      return `${open}>\n      <skipped message="${attribute(message)}"/>\n    </testcase>`;
    case 'error':
    case 'failed': {
      const tag = state === 'failed' ? 'failure' : 'error';
      return `${open}>\n      <${tag} message="${attribute(message)}">${content(text)}</${tag}>\n    </testcase>`;
    }
    default:
      return state satisfies never;
  }
}

/** What the schema of Jenkins allows for the whole: it has no `skipped` there. */
function failuresOf(entries: readonly Entry[]): string {
  return `tests="${entries.length}" failures="${countOf(entries, 'failed')}" errors="${countOf(entries, 'error')}"`;
}

function countsOf(entries: readonly Entry[]): string {
  return `${failuresOf(entries)} skipped="${countOf(entries, 'skipped')}"`;
}

function countOf(entries: readonly Entry[], state: Entry['state']): number {
  return entries.filter((entry) => entry.state === state).length;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}

function content(text: string): string {
  return allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function allowed(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const known = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || code >= 0xe000;
    out += known && code !== 0xfffe && code !== 0xffff ? character : '\ufffd';
  }
  return out;
}
