import { expect, test } from 'vitest';
import { surprisesOf } from '../../../cli/runner/known.js';
import type { CaseRecord } from '../../../harness/record.js';
import type { ExpectationEntry } from '../../../reporters/expectations.js';
import { failed, inconclusive, passed, plan, report } from '../../reporters/sample.js';

const id = (name: string) => `sfn/tags/${name}`;
const row = (violations: number) => ({ operation: 'ListActivities', rule: 'schema:name', exchanges: 3, violations });
const passing = (name: string, violations = 0): CaseRecord => passed(plan(id(name)), [row(violations)]);
const failing = (name: string): CaseRecord => failed(plan(id(name)));
const unclear = (name: string): CaseRecord => inconclusive(plan(id(name)));
const entry = (name: string, verdict: ExpectationEntry['verdict']): ExpectationEntry => ({
  case: id(name),
  verdict,
  reason: 'It is so.',
});

const surprising = (
  records: readonly CaseRecord[],
  entries: readonly ExpectationEntry[],
  baseline?: readonly CaseRecord[],
) => {
  const { cases, rows } = surprisesOf(report(records), entries, baseline && report(baseline));
  return { cases: [...cases].sort(), rows: [...rows] };
};

test('nothing is a surprise to whoever expects nothing', () => {
  expect(surprising([failing('a'), unclear('b'), passing('c', 2)], [])).toEqual({ cases: [], rows: [] });
});

test('what is not as expected is a surprise, for better or worse', () => {
  const entries = [entry('a', 'fail'), entry('b', 'fail'), entry('c', 'inconclusive'), entry('d', 'flaky')];
  const records = [failing('a'), passing('b'), unclear('c'), passing('d'), failing('e'), unclear('f'), passing('g', 1)];
  expect(surprising(records, entries)).toEqual({
    cases: [id('b'), id('e'), id('f')],
    rows: ['ListActivities schema:name'],
  });
});

test('what is not as in the baseline is a surprise, and nothing else', () => {
  const before = [passing('a'), failing('b'), passing('c'), failing('d'), unclear('e')];
  const after = [failing('a'), passing('b'), unclear('c'), failing('d'), unclear('e'), passing('f', 1)];
  expect(surprising(after, [entry('e', 'fail')], before)).toEqual({
    cases: [id('a'), id('b'), id('c')],
    rows: ['ListActivities schema:name'],
  });
});
