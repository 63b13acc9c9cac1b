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

  test('keeps what a part of a run can say nothing of', () => {
    const gone = entry({ case: 'asl/other' });
    expect(updatedExpectations(report([passed(a)]), [gone], false)).toEqual([gone]);
    expect(updatedExpectations(report([passed(a)]), [gone], true)).toEqual([]);
  });
});
