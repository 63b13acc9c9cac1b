import type { CasePlan, CaseRecord, ContractRow } from '../../harness/record.js';
import { buildReport, type Ledger, type StatementFacts } from '../../reporters/build.js';
import type { RunEvent, RunHeader } from '../../reporters/events.js';
import type { Report } from '../../reporters/report.js';

export const header: RunHeader = {
  tool: { name: 'sfn-conformance', version: '0.1.0' },
  target: { name: 'sample', version: '1.0.0', address: 'http://127.0.0.1:4566', capabilities: ['activities'] },
  edition: 'current',
  seed: 7,
  client: 'wire',
  startedAt: '2026-01-02T03:04:05.000Z',
};

export function facts(id: string, more: Partial<StatementFacts> = {}): StatementFacts {
  return { id, claim: `The claim of ${id}.`, level: 'must', evidence: 'documented', citation: 'sfn/current', ...more };
}

export function ledger(...statements: readonly (string | StatementFacts)[]): Ledger {
  const all = statements.map((item) => (typeof item === 'string' ? facts(item) : item));
  return new Map(all.map((item) => [item.id, item]));
}

export function plan(id: string, cites: readonly string[] = ['sfn:X/behaviour/a']): CasePlan {
  const suite = id.split('/').slice(0, 2).join('/');
  return { id, title: id.split('/').at(-1) ?? id, suite, cites, requires: [] };
}

const ran = (contract: readonly ContractRow[]) => ({
  durationMs: 12.4,
  exchanges: { total: 1, sdk: 0, fallbacks: 0, unanswered: 0 },
  contract,
  notes: [],
});

export function passed(item: CasePlan, contract: readonly ContractRow[] = []): CaseRecord {
  return { ...item, verdict: 'pass', ...ran(contract) };
}

export function failed(
  item: CasePlan,
  difference: { readonly expected?: string; readonly actual?: string; readonly statement?: string } = {},
): CaseRecord {
  const { expected = 'status 400', actual = 'status 200', statement = item.cites[0] ?? '' } = difference;
  return {
    ...item,
    verdict: 'fail',
    blame: 'target',
    reason: 'It did not refuse.',
    expected,
    actual,
    statement,
    oracle: 'case',
    reproduction: { curl: "curl -d '{}' http://127.0.0.1:4566/", sdk: 'await client.send(command);' },
    ...ran([]),
  };
}

export function inconclusive(item: CasePlan, blame: 'target' | 'harness' | 'network' = 'network'): CaseRecord {
  return { ...item, verdict: 'inconclusive', blame, reason: 'It did not answer.', ...ran([]) };
}

export function skipped(item: CasePlan): CaseRecord {
  return { ...item, verdict: 'skipped', because: 'capability', reason: 'It lacks jsonata.', ...ran([]) };
}

/** A run of these records; `planned` are further cases that never ended. */
export function events(records: readonly CaseRecord[], planned: readonly CasePlan[] = []): RunEvent[] {
  return [
    { type: 'run-started', header },
    ...[...records, ...planned].map((item): RunEvent => ({ type: 'cases-planned', suite: item.suite, cases: [item] })),
    ...records.map((record): RunEvent => ({ type: 'case-finished', id: record.id, record })),
    { type: 'run-finished', durationMs: 1234.5, ending: 'complete' },
  ];
}

export function report(records: readonly CaseRecord[], known: Ledger = ledger('sfn:X/behaviour/a')): Report {
  return buildReport(events(records), known);
}
