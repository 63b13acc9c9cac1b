import { describe, expect, test } from 'vitest';
import { clusterFailures, familyOf } from '../../reporters/cluster.js';
import { renderConsole } from '../../reporters/console.js';
import { failed, ledger, plan, report } from './sample.js';

const failures = (records: Parameters<typeof report>[0]) => report(records, ledger()).cases;

describe('clusterFailures', () => {
  test('takes the same statement and the same difference for one cause, whatever ids and times are in it', () => {
    const arn = (n: number) => `arn:aws:states:us-east-1:123456789012:stateMachine:m${n}`;
    const clusters = clusterFailures(
      failures([
        failed(plan('sfn/x/a', ['s:1']), { actual: `got ${arn(1)} at 2026-01-01T00:00:00Z` }),
        failed(plan('sfn/x/b', ['s:1']), { actual: `got ${arn(2)} at 2026-01-02T00:00:00Z` }),
        failed(plan('sfn/x/c', ['s:1']), { actual: 'something else' }),
      ]),
    );
    expect(clusters.map(({ cause, cases }) => [cause, cases.length])).toEqual([
      ['s:1', 2],
      ['s:1', 1],
    ]);
  });

  test('sees one cause in ARNs of names that end otherwise, whatever is in them', () => {
    const records = ['a b', 'a}b', 'a]b', 'a\\"b', 'a,b'].map((name, n) =>
      failed(plan(`sfn/names/${n}`, ['s:1']), { actual: `200 {"arn": "arn:aws:states:us-east-1:1:activity:${name}"}` }),
    );
    expect(clusterFailures(failures(records))).toHaveLength(1);
  });

  test('shows hundreds of structural failures as a few causes', () => {
    const records = Array.from({ length: 400 }, (_, n) =>
      failed(plan(`sfn/limits/${n}`, [`sfn:Op${n % 20}/request/member${n}/min-length`])),
    );
    const clusters = clusterFailures(failures(records));
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({ cause: 'sfn:*/request/*/min-length' });
    expect(renderConsole(report(records, ledger()), { color: false }).split('\n').length).toBeLessThan(40);
  });
});

describe('clusterFailures with hundreds of causes', () => {
  const records = ['asl', 'sfn', 'wire'].flatMap((area) =>
    Array.from({ length: 150 }, (_, n) =>
      failed(plan(`${area}/many/${n}`, [`${area}:Topic${n}/behaviour/claim-${n}`]), {
        actual: `the way ${'x'.repeat(n)}`,
      }),
    ),
  );

  test('never shows more than its limit, and loses none', () => {
    for (const limit of [1, 5, 40]) {
      const clusters = clusterFailures(failures(records), limit);
      expect(clusters.length).toBeLessThanOrEqual(limit);
      expect(clusters.flatMap(({ cases }) => cases)).toHaveLength(records.length);
    }
  });

  test('puts together by area what has no room of its own', () => {
    const clusters = clusterFailures(failures(records), 40);
    const last = clusters.slice(-3).map(({ cause }) => cause.replace(/\d+/g, 'n'));
    expect(last.sort()).toEqual([
      'asl, n statements of n topics',
      'sfn, n statements of n topics',
      'wire, n statements of n topics',
    ]);
  });
});

describe('familyOf', () => {
  test.each([
    ['sfn:StartExecution/request/name/max-length', 'sfn:*/request/*/max-length'],
    ['sfn:StartExecution/error/InvalidArn', 'sfn:*/error/InvalidArn'],
    ['sfn:HistoryEvent/id/required', 'sfn:*/*/required'],
    ['sfn:StartExecution/behaviour/idempotent-while-open', 'sfn:StartExecution/behaviour/idempotent-while-open'],
    ['asl:Choice/first-match-wins', 'asl:Choice/first-match-wins'],
  ])('%s is of %s', (statement, family) => {
    expect(familyOf(statement)).toBe(family);
  });
});
