import { describe, expect, test } from 'vitest';
import { SecondChances, type Surprises } from '../../../cli/runner/second-chances.js';
import type { RunEvent } from '../../../reporters/events.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;
type Verdict = 'pass' | 'fail' | 'inconclusive';

interface Facts {
  readonly unanswered?: number;
  readonly blame?: 'harness' | 'target';
  /** A row of the contract that it broke. */
  readonly broke?: string;
}

function finished(id: string, verdict: Verdict, { unanswered = 0, blame = 'target', broke }: Facts = {}): Finished {
  const exchanges = { total: 3, sdk: 0, fallbacks: 0, unanswered };
  const [operation, rule] = broke?.split(' ') ?? [];
  const contract = broke === undefined ? [] : [{ operation, rule, exchanges: 3, violations: 1 }];
  const reason = verdict === 'pass' ? {} : { blame, reason: `It is ${id}.` };
  const record = {
    id,
    verdict,
    ...reason,
    exchanges,
    contract,
    durationMs: 10,
    notes: [],
  } as unknown as Finished['record'];
  return { type: 'case-finished', id, record, startedAt: 1_000 } as Finished;
}

interface Given {
  readonly clock?: 'real' | 'virtual';
  readonly deaths?: readonly number[];
  readonly cases?: readonly string[];
  readonly rows?: readonly string[];
}

function seen({ clock = 'real', deaths = [], cases = [], rows = [] }: Given, ...events: readonly Finished[]) {
  const chances = new SecondChances(clock, () => deaths);
  for (const event of events) chances.see(event);
  const surprises: Surprises = { cases: new Set(cases), rows: new Set(rows) };
  return { chances, again: [...chances.of(() => surprises)] };
}

const several = (count: number, verdict: Verdict, facts: Facts = {}) =>
  Array.from({ length: count }, (_, index) => finished(`${verdict} ${index}`, verdict, facts));
const judged = (count: number) => several(count, 'pass');

describe('a case gets a second chance', () => {
  test('that was not answered once, among many that were judged', () => {
    const doubtful = [
      finished('a', 'inconclusive', { unanswered: 1 }),
      finished('b', 'fail', { unanswered: 2 }),
      finished('c', 'inconclusive'),
      finished('d', 'fail'),
      finished('e', 'pass', { unanswered: 1 }),
    ];
    expect(seen({}, ...judged(20), ...doubtful).again).toEqual(['a', 'b']);
  });

  test('that the harness was too late for, where time is real', () => {
    const late = finished('late', 'inconclusive', { blame: 'harness' });
    expect(seen({}, ...judged(20), late).again).toEqual(['late']);
    expect(seen({ clock: 'virtual' }, ...judged(20), late).again).toEqual([]);
  });

  test('that a death of the target overtook', () => {
    expect(seen({ deaths: [1_005] }, finished('a', 'fail'), finished('b', 'pass')).again).toEqual(['a']);
  });

  test('that is a surprise, where time is real', () => {
    const events = [finished('a', 'fail'), finished('b', 'pass'), finished('c', 'fail')];
    expect(seen({ cases: ['a', 'b'] }, ...events).again).toEqual(['a', 'b']);
    expect(seen({ clock: 'virtual', cases: ['a', 'b'] }, ...events).again).toEqual([]);
  });

  test('that broke what is a surprise among the rows of the contract', () => {
    const broke = 'ListActivities schema:response/name/required';
    const events = [finished('a', 'pass', { broke }), finished('b', 'pass', { broke: 'ListActivities other' })];
    expect(seen({ rows: [broke] }, ...events).again).toEqual(['a']);
  });
});

describe('there are no second chances', () => {
  test('where a target answers few', () => {
    expect(seen({}, ...judged(9), finished('a', 'inconclusive', { unanswered: 1 })).again).toEqual([]);
    expect(seen({}, ...judged(1_000), ...several(21, 'inconclusive', { unanswered: 1 })).again).toEqual([]);
    expect(seen({}, ...several(21, 'inconclusive', { blame: 'harness' })).again).toEqual([]);
  });

  test('where there are too many surprises', () => {
    const events = several(21, 'fail');
    const cases = events.map(({ id }) => id);
    expect(seen({ cases: cases.slice(1) }, ...events).again).toHaveLength(20);
    expect(seen({ cases }, ...events).again).toEqual([]);
  });
});

describe('of a case that was tried again', () => {
  const { chances } = seen(
    { deaths: [9_000] },
    finished('failed', 'fail'),
    finished('passed', 'pass'),
    finished('broke', 'pass', { broke: 'ListActivities rule' }),
    { ...finished('died', 'fail'), startedAt: 9_000 },
  );
  const second = (id: string, verdict: Verdict, facts?: Facts) => chances.settled(finished(id, verdict, facts));

  test('the second outcome counts, with a note of the first', () => {
    expect(second('failed', 'pass')?.record).toMatchObject({
      verdict: 'pass',
      notes: ['It was tried again by itself. Before, beside other cases, its verdict was fail: It is failed.'],
    });
    expect(second('passed', 'fail')?.record).toMatchObject({
      verdict: 'fail',
      notes: ['It was tried again by itself. Before, beside other cases, its verdict was pass.'],
    });
    expect(second('broke', 'pass')?.record?.notes).toEqual([
      'It was tried again by itself. Before, beside other cases, it broke ListActivities rule.',
    ]);
    expect(second('failed', 'fail')?.record?.notes).toEqual([]);
  });

  test('a failure stands where the second outcome is none', () => {
    expect(second('failed', 'inconclusive')).toBeUndefined();
    expect(chances.settled({ ...finished('failed', 'pass'), startedAt: 9_000 })?.record?.verdict).toBe('pass');
    expect(chances.settled({ ...finished('failed', 'fail'), startedAt: 9_000 })).toBeUndefined();
    expect(second('passed', 'inconclusive')?.record?.verdict).toBe('inconclusive');
  });

  test('a failure that a death of the target overtook is worth nothing', () => {
    expect([chances.wasInVain('died'), chances.wasInVain('failed')]).toEqual([true, false]);
    expect(second('died', 'inconclusive')?.record?.verdict).toBe('inconclusive');
    expect(chances.settled({ ...finished('died', 'fail'), startedAt: 9_000 })?.record).toMatchObject({
      verdict: 'inconclusive',
      reason: 'The target died while this case ran, also when it ran by itself.',
    });
  });
});
