import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../reporters/merge.js';
import type { Report } from '../../reporters/report.js';
import { failed, ledger, passed, plan, report } from './sample.js';

const known = ledger('sfn:X/behaviour/a', 'sfn:X/behaviour/b');
const row = (exchanges: number, violations: number) => ({
  operation: 'ListActivities',
  rule: 'protocol:status',
  exchanges,
  violations,
});
const records = [
  passed(plan('sfn/x/a'), [row(1, 0)]),
  failed(plan('sfn/x/b', ['sfn:X/behaviour/b'])),
  passed(plan('sfn/y/c'), [row(2, 1)]),
];
const part = (index: number, count: number, some: readonly (typeof records)[number][]): Report => ({
  ...report(some, known),
  shard: { index, count },
});
const shards = () => [part(2, 2, records.slice(1)), part(1, 2, records.slice(0, 1))];

describe('mergeReports', () => {
  test('gives the same report as one run would', () => {
    const whole = report(records, known);
    const merged = mergeReports(shards(), known.keys());
    expect(merged).toEqual({ kind: 'merged', report: { ...whole, durationMs: whole.durationMs * 2 } });
  });

  test.each<[string, readonly Report[], string]>([
    ['a missing shard', shards().slice(0, 1), '1 is missing'],
    ['the same cases twice', [part(1, 2, records), part(2, 2, records)], 'more than one'],
    ['shards beside whole reports', [...shards(), report([passed(plan('sfn/z/d'))], known)], 'some are not'],
    ['other numbers of shards', [part(1, 2, []), part(2, 3, [])], 'different numbers'],
    ['other seeds', [part(1, 2, []), { ...part(2, 2, []), seed: 1 }], 'seeds'],
    ['other targets', [report(records, known), { ...report([], known), edition: '2017-03-30' }], 'different runs'],
    ['nothing', [], 'nothing'],
  ])('refuses %s', (_, parts, message) => {
    expect(mergeReports(parts, known.keys())).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(message),
    });
  });
});
