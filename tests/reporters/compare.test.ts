import { describe, expect, test } from 'vitest';
import { compareReports, hasRegressed, overlayBaseline } from '../../reporters/compare.js';
import { overlay } from '../../reporters/expectations.js';
import { renderGithub } from '../../reporters/github.js';
import { renderJunit } from '../../reporters/junit.js';
import { outcomeOf } from '../../reporters/outcome.js';
import { facts, failed, inconclusive, ledger, passed, plan, report, skipped } from './sample.js';

const a = plan('sfn/x/a');
const b = plan('sfn/x/b');
const row = (violations: number) => ({
  operation: 'ListActivities',
  rule: 'protocol:status',
  exchanges: 3,
  violations,
});

describe('compareReports', () => {
  test('finds regressions, fixes, doubts, new and gone cases', () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => plan(`sfn/x/${name}`));
    const [p, q, r, s] = ids as [typeof a, typeof a, typeof a, typeof a];
    const before = report([passed(p), failed(q), passed(r), failed(s), passed(plan('sfn/y/old', ['s:1']))]);
    const after = report([failed(p), passed(q), inconclusive(r), failed(s), passed(plan('sfn/z/new', ['s:2']))]);
    const found = compareReports(before, after);
    expect(found.regressions.map((change) => change.after.id)).toEqual([p.id]);
    expect(found.fixes.map((change) => change.after.id)).toEqual([q.id]);
    expect(found.unclear.map((change) => change.after.id)).toEqual([r.id]);
    expect(found.added.map(({ id }) => id)).toEqual(['sfn/z/new']);
    expect(found.gone.map(({ id }) => id)).toEqual(['sfn/y/old']);
    expect(found.stillFailing).toBe(1);
  });

  test('of a report with itself finds nothing', () => {
    const same = report([passed(a, [row(1)]), failed(b)]);
    const found = compareReports(same, same);
    expect(hasRegressed(found)).toBe(false);
    expect({ ...found, stillFailing: 0 }).toEqual(compareReports(report([]), report([])));
  });

  test('takes a case that only changed its name for the same case', () => {
    const before = report([passed(plan('sfn/x/old-name', ['s:1']))]);
    const after = report([failed(plan('sfn/x/new-name', ['s:1']))]);
    const found = compareReports(before, after);
    expect(found.renamed.map((change) => [change.before.id, change.after.id])).toEqual([
      ['sfn/x/old-name', 'sfn/x/new-name'],
    ]);
    expect(found.regressions).toHaveLength(1);
    expect(found.added).toEqual([]);
  });

  test('does not guess when names are not clear', () => {
    const before = report([passed(plan('sfn/x/o1', ['s:1'])), passed(plan('sfn/x/o2', ['s:1']))]);
    const after = report([failed(plan('sfn/x/n1', ['s:1']))]);
    expect(compareReports(before, after)).toMatchObject({ renamed: [], regressions: [] });
  });

  test('does not count what is flaky, or not scored', () => {
    const flaky = overlay(report([failed(a)]), [{ case: a.id, verdict: 'flaky', reason: 'races' }]).report;
    expect(compareReports(report([passed(a)]), flaky)).toMatchObject({ regressions: [], tolerated: [{}] });
    const reading = ledger(facts('sfn:X/behaviour/a', { evidence: 'inferred' }));
    expect(hasRegressed(compareReports(report([passed(a)], reading), report([failed(a)], reading)))).toBe(false);
  });

  test('takes a capability that was lost for a regression, as the gate does', () => {
    const lost = report([skipped(a), skipped(b)]);
    const found = compareReports(report([passed(a), failed(b)]), lost);
    expect(found.regressions.map(({ after }) => after.id)).toEqual([a.id]);
    const gated = overlayBaseline(lost, report([passed(a), failed(b)]));
    expect(outcomeOf(gated)).toMatchObject({ kind: 'nonconforming', cases: [{ id: a.id, verdict: 'skipped' }] });
    const junit = renderJunit(gated);
    expect(junit).toContain('tests="2" failures="1" errors="0" skipped="1"');
    expect(junit).toContain('<failure message="It passed before. It lacks jsonata.">');
    expect(renderGithub(gated)).toContain('%0AIt passed before, and was skipped: It lacks jsonata.');
  });

  test('takes what was not always the same before for flaky', () => {
    const unsteady = [report([passed(a, [row(1)]), passed(b)]), report([failed(a), passed(b)])];
    const found = compareReports(
      report([passed(a, [row(0)]), passed(b)]),
      report([failed(a, {}), failed(b)]),
      unsteady,
    );
    expect(found.flaky.map(({ after }) => after.id)).toEqual([a.id]);
    expect(found.regressions.map(({ after }) => after.id)).toEqual([b.id]);
    const rows = compareReports(report([passed(a, [row(0)])]), report([passed(a, [row(1)])]), unsteady).rows;
    expect(rows.regressions).toEqual([]);
  });

  test('sees rules of the contract break and mend', () => {
    const held = report([passed(a, [row(0)])]);
    const broken = report([passed(a, [row(2)])]);
    expect(compareReports(held, broken).rows.regressions).toHaveLength(1);
    expect(hasRegressed(compareReports(held, broken))).toBe(true);
    expect(compareReports(broken, held).rows.fixes).toHaveLength(1);
  });
});

describe('overlayBaseline', () => {
  test('counts only what became worse', () => {
    const baseline = report([passed(a), failed(b)]);
    const still = overlayBaseline(report([passed(a), failed(b), failed(plan('sfn/x/new'))]), baseline);
    expect(outcomeOf(still).kind).toBe('conforms');
    const worse = overlayBaseline(report([failed(a), failed(b)]), baseline);
    expect(outcomeOf(worse)).toMatchObject({ kind: 'nonconforming', cases: [{ id: a.id, expectation: 'regression' }] });
    const better = overlayBaseline(report([passed(a), passed(b)]), baseline);
    expect(better.cases[1]).toMatchObject({ expectation: 'unexpected-pass' });
    expect(outcomeOf(better).kind).toBe('conforms');
  });

  test('counts a rule of the contract that broke, and not one that was broken', () => {
    const held = report([passed(a, [row(0)])]);
    const broken = report([passed(a, [row(2)])]);
    expect(outcomeOf(overlayBaseline(broken, held)).kind).toBe('nonconforming');
    expect(outcomeOf(overlayBaseline(broken, broken)).kind).toBe('conforms');
  });
});
