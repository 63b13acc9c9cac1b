import { expect, test } from 'vitest';
import { Unanswered } from '../../../cli/runner/unanswered.js';
import type { RunEvent } from '../../../reporters/events.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

function finished(id: string, verdict: 'pass' | 'fail' | 'inconclusive', unanswered = 0): Finished {
  const exchanges = { total: 3, sdk: 0, fallbacks: 0, unanswered };
  const record = { id, verdict, exchanges } as unknown as Finished['record'];
  return { type: 'case-finished', id, record } as Finished;
}

function seen(...events: readonly Finished[]): readonly string[] {
  const unanswered = new Unanswered();
  for (const event of events) unanswered.see(event);
  return unanswered.accidents;
}

const judged = (count: number) => Array.from({ length: count }, (_, index) => finished(`judged ${index}`, 'pass'));

test('a case that was not answered once, among many that were judged, gets a second chance', () => {
  expect(seen(...judged(20), finished('a', 'inconclusive', 1), finished('b', 'fail', 2))).toEqual(['a', 'b']);
});

test('a case that was answered, or that passed all the same, does not', () => {
  expect(seen(...judged(20), finished('a', 'inconclusive'), finished('b', 'fail'), finished('c', 'pass', 1))).toEqual(
    [],
  );
});

test('a target that answers few gives no second chances', () => {
  expect(seen(...judged(9), finished('a', 'inconclusive', 1))).toEqual([]);
  const silent = Array.from({ length: 21 }, (_, index) => finished(`silent ${index}`, 'inconclusive', 1));
  expect(seen(...judged(1_000), ...silent)).toEqual([]);
});
