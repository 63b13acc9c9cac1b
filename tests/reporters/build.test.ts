import { describe, expect, test } from 'vitest';
import { buildReport } from '../../reporters/build.js';
import { outcomeOf } from '../../reporters/outcome.js';
import { defectsOf } from '../../reporters/schema.js';
import { events, facts, failed, header, inconclusive, ledger, passed, plan, report, skipped } from './sample.js';

const [a, b, c, d] = ['sfn/x/a', 'sfn/x/b', 'sfn/x/c', 'sfn/x/d'].map((id) => plan(id)) as [
  ReturnType<typeof plan>,
  ReturnType<typeof plan>,
  ReturnType<typeof plan>,
  ReturnType<typeof plan>,
];

describe('buildReport', () => {
  test('gives every planned case exactly one verdict, and the totals add up', () => {
    const built = report([passed(a), failed(b), inconclusive(c), skipped(d)]);
    expect(built.totals).toEqual({ planned: 4, passed: 1, failed: 1, skipped: 1, inconclusive: 1 });
    expect(built.cases.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['sfn/x/a', 'pass'],
      ['sfn/x/b', 'fail'],
      ['sfn/x/c', 'inconclusive'],
      ['sfn/x/d', 'skipped'],
    ]);
    expect(defectsOf('report', JSON.parse(JSON.stringify(built)))).toEqual([]);
  });

  test('calls a planned case that never ended inconclusive, and a fault of the harness', () => {
    const built = buildReport(events([passed(a)], [b]), ledger('sfn:X/behaviour/a'));
    expect(built.cases[1]).toMatchObject({ id: 'sfn/x/b', verdict: 'inconclusive', blame: 'harness' });
    expect(outcomeOf(built)).toMatchObject({ kind: 'harness-failed' });
  });

  test('calls a case that ended without a record inconclusive, with the problem', () => {
    const stream = [
      ...events([], [a]).slice(0, -1),
      { type: 'case-finished', id: a.id, problem: 'The case ended without a verdict: boom' } as const,
    ];
    expect(buildReport(stream, ledger()).cases[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('boom'),
    });
  });

  test('says when a run was cut short', () => {
    const built = buildReport(events([passed(a)], [b]).slice(0, -1), ledger());
    expect(built.ending).toBe('interrupted');
    expect(built.cases[1]).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('interrupted') });
    expect(outcomeOf(built)).toMatchObject({ kind: 'inconclusive' });
  });

  test('shows two cases of one id as an error of the harness', () => {
    const built = buildReport(events([passed(a)], [a]), ledger());
    expect(built.errors).toEqual(['Two cases have the id sfn/x/a.']);
    expect(outcomeOf(built).kind).toBe('harness-failed');
  });

  test('quotes the claim and the citation of the broken statement, and takes its level', () => {
    const should = facts('sfn:X/behaviour/s', { level: 'should', citation: 'p. 12' });
    const item = plan('sfn/x/a', ['sfn:X/behaviour/a', should.id]);
    const built = report([failed(item, { statement: should.id })], ledger('sfn:X/behaviour/a', should));
    expect(built.cases[0]).toMatchObject({
      level: 'should',
      statement: { id: should.id, claim: should.claim, citation: 'p. 12' },
    });
  });

  test('sums the contract up over cases and keeps the first example', () => {
    const row = (violations: number, example?: string) => ({
      operation: 'StartExecution',
      rule: 'protocol:request-id',
      exchanges: 2,
      violations,
      ...(example === undefined ? {} : { example }),
    });
    const built = report([passed(a, [row(0)]), passed(b, [row(1, 'no header')]), passed(c, [row(2, 'later')])]);
    expect(built.contract).toEqual([{ ...row(3, 'no header'), exchanges: 6, level: 'must', evidence: 'modelled' }]);
    expect(outcomeOf(built)).toEqual({ kind: 'nonconforming', cases: [], rows: 1 });
  });

  test('needs a start', () => {
    expect(() => buildReport([], ledger())).toThrow('run-started');
    expect(buildReport([{ type: 'run-started', header }], ledger()).totals.planned).toBe(0);
  });
});

describe('statements', () => {
  test('are passed, failed or untested; a failure fails only the statement that it names', () => {
    const both = plan('sfn/x/both', ['s:1', 's:2']);
    const built = report(
      [failed(both, { statement: 's:1' }), passed(plan('sfn/x/p', ['s:1', 's:2'])), skipped(plan('sfn/x/q', ['s:3']))],
      ledger('s:1', 's:2', 's:3', 's:4'),
    );
    expect(built.statements).toEqual({ total: 4, cited: 3, passed: 1, failed: 1, untested: 2 });
  });

  test("that no ledger knows are a team's own: cited cases count, the totals do not", () => {
    const built = report([failed(plan('own/x/a', ['own:1']))], ledger('s:1'));
    expect(built.statements).toMatchObject({ total: 1, cited: 0 });
    expect(outcomeOf(built).kind).toBe('nonconforming');
  });
});

describe('outcomeOf', () => {
  test('does not count a failure on our own reading', () => {
    const built = report([failed(a), passed(b)], ledger(facts('sfn:X/behaviour/a', { evidence: 'inferred' })));
    expect(outcomeOf(built).kind).toBe('conforms');
  });

  test('says that nothing was judged when all was skipped', () => {
    expect(outcomeOf(report([skipped(a)])).kind).toBe('nothing-judged');
    expect(outcomeOf(report([])).kind).toBe('nothing-judged');
  });

  test('is in doubt when the target did not answer, and a failure outweighs it', () => {
    expect(outcomeOf(report([inconclusive(a), passed(b)]))).toEqual({ kind: 'inconclusive', cases: 1 });
    expect(outcomeOf(report([inconclusive(a, 'harness'), failed(b)])).kind).toBe('nonconforming');
    expect(outcomeOf(report([inconclusive(a, 'harness'), passed(b)])).kind).toBe('harness-failed');
  });
});
