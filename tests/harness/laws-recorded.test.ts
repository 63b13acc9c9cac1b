import { describe, expect, test } from 'vitest';
import { History } from '../../harness/judge/history.js';
import { laws } from '../../harness/judge/laws/index.js';
import { recordedHistories, recordingsAreHere } from './recorded-histories.js';

describe.skipIf(!recordingsAreHere)('laws on histories of real AWS (skipped where ../shared is not there)', () => {
  const histories = recordingsAreHere ? recordedHistories() : [];

  test('there are enough of them', () => {
    expect(histories.length).toBeGreaterThan(250);
  });

  test.for(laws)('$id holds', (law) => {
    const results = histories.map(({ name, events }) => ({ name, ...law.check(new History(events)) }));
    const broken = results.filter(({ breaches }) => breaches.length > 0);
    expect(broken.map(({ name, breaches }) => `${name}: ${breaches[0]!.expected} / ${breaches[0]!.actual}`)).toEqual(
      [],
    );
  });

  test('each law speaks of some of them, but for timestamps, which are masked, and descriptions, which are not there', () => {
    const silent = laws.filter((law) => !histories.some(({ events }) => law.check(new History(events)).places > 0));
    expect(silent.map(({ id }) => id)).toEqual(['history:timestamps-do-not-go-back', 'history:agrees-with-describe']);
  });
});
