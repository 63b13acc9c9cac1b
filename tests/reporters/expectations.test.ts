import { describe, expect, test } from 'vitest';
import {
  type ExpectationEntry,
  overlay,
  parseExpectations,
  renderExpectations,
  updatedExpectations,
} from '../../reporters/expectations.js';
import { outcomeOf } from '../../reporters/outcome.js';
import { failed, inconclusive, passed, plan, report } from './sample.js';

const a = plan('sfn/x/a', ['sfn:X/behaviour/a']);
const b = plan('sfn/x/b', ['sfn:X/behaviour/a', 'sfn:X/error/E']);
const row = (violations: number) => ({
  operation: 'ListActivities',
  rule: 'protocol:status',
  exchanges: 3,
  violations,
});
const entry = (subject: Partial<Record<'case' | 'statement' | 'contract', string>>, more: object = {}) =>
  ({ verdict: 'fail', reason: 'known', ...subject, ...more }) as ExpectationEntry;

describe('overlay', () => {
  test('makes a known failure expected, and leaves the verdict as it is', () => {
    const { report: laid } = overlay(report([failed(a), passed(b)]), [
      entry({ case: a.id }, { link: 'https://example.org/1' }),
    ]);
    expect(laid.cases[0]).toMatchObject({
      verdict: 'fail',
      expectation: 'expected',
      expectedBecause: { reason: 'known', link: 'https://example.org/1' },
    });
    expect(outcomeOf(laid).kind).toBe('conforms');
  });

  test('calls a failure that no entry knows a regression', () => {
    const { report: laid } = overlay(report([failed(a), failed(b)]), [entry({ case: a.id })]);
    expect(laid.cases.map(({ expectation }) => expectation)).toEqual(['expected', 'regression']);
    expect(outcomeOf(laid)).toMatchObject({ kind: 'nonconforming', cases: [{ id: b.id }] });
  });

  test('shows a pass that an entry denies, and it is no failure', () => {
    const { report: laid, unmatched } = overlay(report([passed(a)]), [entry({ case: a.id })]);
    expect(laid.cases[0]).toMatchObject({ verdict: 'pass', expectation: 'unexpected-pass' });
    expect(unmatched).toEqual([]);
    expect(outcomeOf(laid).kind).toBe('conforms');
  });

  test('misses no row that is broken by chance, and every other one', () => {
    const [steady, flaky] = [
      entry({ contract: 'A schema:x' }),
      entry({ contract: 'B schema:x' }, { verdict: 'flaky' }),
    ];
    expect(overlay(report([passed(a)]), [steady, flaky]).unmatched).toEqual([steady]);
  });

  test('lets a pattern be wider than the defect, until all that it matches passes', () => {
    const some = overlay(report([failed(a), passed(b)]), [entry({ case: 'sfn/x/*' })]).report;
    expect(some.cases.map(({ expectation }) => expectation)).toEqual(['expected', undefined]);
    const none = overlay(report([passed(a), passed(b)]), [entry({ case: 'sfn/x/*' })]).report;
    expect(none.cases.map(({ expectation }) => expectation)).toEqual(['unexpected-pass', 'unexpected-pass']);
  });

  test('takes an entry about a statement for breaches of that statement only', () => {
    const records = [failed(a, { statement: 'sfn:X/behaviour/a' }), failed(b, { statement: 'sfn:X/error/E' })];
    const { report: laid } = overlay(report(records), [entry({ statement: 'sfn:X/error/*' })]);
    expect(laid.cases.map(({ expectation }) => expectation)).toEqual(['regression', 'expected']);
  });

  describe('lets an entry that names a case decide alone', () => {
    const breaks = { statement: 'sfn:X/behaviour/a' };
    const named = entry({ case: a.id }, { reason: 'named' });
    const others = [
      entry({ statement: 'sfn:X/behaviour/a' }, { reason: 'statement' }),
      entry({ case: 'sfn/*' }, { reason: 'pattern' }),
    ];
    for (const [order, entries] of [
      ['first', [named, ...others]],
      ['last', [...others, named]],
    ] as const) {
      test(`when it comes ${order}`, () => {
        const { report: laid, unmatched } = overlay(report([failed(a, breaks), failed(b, breaks)]), entries);
        expect(laid.cases.map(({ expectedBecause }) => expectedBecause?.reason)).toEqual(['named', expect.any(String)]);
        expect(laid.cases[1]?.expectedBecause?.reason).not.toBe('named');
        expect(unmatched).toEqual([]);
      });
    }

    test('with another verdict than others would know', () => {
      const entries = [...others, entry({ case: a.id }, { verdict: 'inconclusive' })];
      expect(overlay(report([failed(a, breaks)]), entries).report.cases[0]).toMatchObject({
        expectation: 'regression',
      });
      const both = [...entries, named];
      expect(overlay(report([failed(a, breaks)]), both).report.cases[0]?.expectedBecause?.reason).toBe('named');
    });

    test('with a pass that it denies, whatever becomes of the rest', () => {
      const { report: laid } = overlay(report([passed(a), failed(b, breaks)]), [...others, named]);
      expect(laid.cases.map(({ expectation }) => expectation)).toEqual(['unexpected-pass', 'expected']);
      expect(laid.cases[0]?.expectedBecause?.reason).toBe('named');
    });
  });

  describe('lets a flaky entry win over those that do not name the case', () => {
    const statement = entry({ statement: 'sfn:X/behaviour/a' });
    test.for([
      ['by the name of the case', entry({ case: a.id }, { verdict: 'flaky', reason: 'flaky' })],
      ['by a pattern', entry({ case: 'sfn/x/a*' }, { verdict: 'flaky', reason: 'flaky' })],
    ] as const)('%s', ([, flaky]) => {
      const green = overlay(report([passed(a)]), [statement, flaky]);
      expect(green.report.cases[0]).not.toHaveProperty('expectation');
      expect(green.unmatched).toEqual([]);
      const red = overlay(report([failed(a, { statement: 'sfn:X/behaviour/a' })]), [statement, flaky]);
      expect(red.report.cases[0]).toMatchObject({ expectation: 'expected', expectedBecause: { reason: 'flaky' } });
    });

    test('and the statement is still denied its passes where nothing is flaky', () => {
      const flaky = entry({ case: a.id }, { verdict: 'flaky' });
      const { cases } = overlay(report([failed(a), passed(b)]), [statement, flaky]).report;
      expect(cases.map(({ expectation }) => expectation)).toEqual(['expected', 'unexpected-pass']);
    });

    test('but not over an entry that names the case', () => {
      const named = entry({ case: a.id }, { reason: 'named' });
      const flaky = entry({ case: 'sfn/*' }, { verdict: 'flaky' });
      const { cases } = overlay(report([passed(a)]), [flaky, named]).report;
      expect(cases[0]).toMatchObject({ expectation: 'unexpected-pass', expectedBecause: { reason: 'named' } });
    });

    test('only where it explains the failure', () => {
      const flaky = entry({ statement: 'sfn:X/behaviour/a' }, { verdict: 'flaky' });
      const known = entry({ statement: 'sfn:X/error/E' }, { reason: 'known' });
      const { cases } = overlay(report([failed(b, { statement: 'sfn:X/error/E' })]), [flaky, known]).report;
      expect(cases[0]).toMatchObject({ expectation: 'expected', expectedBecause: { reason: 'known' } });
    });
  });

  test('takes rows of the contract alike', () => {
    const named = entry({ contract: 'ListActivities protocol:status' }, { reason: 'named' });
    const pattern = entry({ contract: '* protocol:status' }, { reason: 'pattern' });
    const flaky = entry({ contract: 'ListActivities *' }, { verdict: 'flaky', reason: 'flaky' });
    const laid = (violations: number, ...entries: ExpectationEntry[]) =>
      overlay(report([passed(a, [row(violations)])]), entries).report.contract[0];
    expect(laid(1, pattern, named)?.expectedBecause?.reason).toBe('named');
    expect(laid(1, pattern, flaky)?.expectedBecause?.reason).toBe('flaky');
    expect(laid(0, pattern, flaky, named)).toMatchObject({ expectation: 'unexpected-pass' });
    expect(laid(0, pattern, flaky)).not.toHaveProperty('expectation');
    expect(laid(0, entry({ contract: 'ListActivities protocol:status' }, { verdict: 'flaky' }))).not.toHaveProperty(
      'expectation',
    );
  });

  test('names entries that match nothing, except those of other versions of the target', () => {
    const other = entry({ case: 'sfn/gone' }, { versions: ['2.*'] });
    const { unmatched } = overlay(report([passed(a)]), [entry({ case: 'sfn/mistyped' }), other]);
    expect(unmatched).toEqual([entry({ case: 'sfn/mistyped' })]);
  });

  test('knows rows of the contract, inconclusive cases and flaky ones', () => {
    const { report: laid } = overlay(report([inconclusive(a), passed(b, [row(2)])]), [
      entry({ case: a.id }, { verdict: 'flaky' }),
      entry({ contract: 'ListActivities protocol:status' }),
    ]);
    expect(laid.cases[0]).toMatchObject({ expectation: 'expected' });
    expect(laid.contract[0]).toMatchObject({ expectation: 'expected' });
    expect(outcomeOf(laid).kind).toBe('conforms');
  });

  test('changes nothing when there are no entries', () => {
    const judged = report([failed(a)]);
    expect(overlay(judged, []).report).toBe(judged);
  });
});

describe('the expectations file', () => {
  test('is checked', () => {
    expect(parseExpectations('expectations: []')).toEqual({ kind: 'expectations', entries: [] });
    for (const [text, part] of [
      ['expectations: [', 'not YAML'],
      ['expectations: [{ verdict: fail, reason: x }]', '/expectations/0'],
      ['expectations: [{ case: a, statement: b, verdict: fail, reason: x }]', '/expectations/0'],
      ['expectations: [{ case: a, verdict: fails, reason: x }]', 'inconclusive'],
      ['expectations: [{ case: a, verdict: fail }]', 'reason'],
      ['known: []', 'expectations'],
    ] as const) {
      expect(parseExpectations(text)).toMatchObject({ kind: 'invalid', message: expect.stringContaining(part) });
    }
  });

  test('is updated: sorted, reasons kept, what passes dropped, and then all is as expected', () => {
    const judged = report([failed(b), passed(a, [row(1)]), failed(plan('sfn/x/c'))]);
    const before = [
      entry({ case: 'sfn/x/c' }, { reason: 'issue 12', link: 'https://example.org/12' }),
      entry({ case: a.id }),
      entry({ case: 'sfn/gone' }),
    ];
    const after = updatedExpectations(judged, before, true);
    expect(after.map((item) => ('case' in item ? item.case : 'contract' in item ? item.contract : ''))).toEqual([
      'sfn/x/b',
      'sfn/x/c',
      'ListActivities protocol:status',
    ]);
    expect(after[1]).toEqual(before[0]);
    const text = renderExpectations('sample', after);
    expect(parseExpectations(text)).toEqual({ kind: 'expectations', entries: after });
    expect(outcomeOf(overlay(judged, after).report).kind).toBe('conforms');
    expect(updatedExpectations(judged, after, true)).toEqual(after);
  });

  test('is updated: an entry that others have made needless goes, a flaky one stays', () => {
    const statement = entry({ statement: 'sfn:X/behaviour/a' });
    const flaky = entry({ case: a.id }, { verdict: 'flaky' });
    const judged = report([failed(a, { statement: 'sfn:X/behaviour/a' }), passed(b)]);
    expect(updatedExpectations(judged, [statement, flaky], true)).toEqual([flaky]);
    expect(updatedExpectations(report([passed(a), passed(b)]), [flaky], true)).toEqual([flaky]);
  });

  test('keeps what a part of a run can say nothing of', () => {
    const gone = entry({ case: 'asl/other' });
    expect(updatedExpectations(report([passed(a)]), [gone], false)).toEqual([gone]);
    expect(updatedExpectations(report([passed(a)]), [gone], true)).toEqual([]);
  });
});
