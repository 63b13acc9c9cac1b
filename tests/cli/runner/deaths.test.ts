import { expect, test } from 'vitest';
import { isOvertaken } from '../../../cli/runner/deaths.js';

type Finished = Parameters<typeof isOvertaken>[0];

/** A case that started at 10,000 and ended at 20,000. */
const failed = (provenAt?: number): Finished => {
  const record = { verdict: 'fail', durationMs: 10_000, ...(provenAt === undefined ? {} : { provenAt }) };
  return { type: 'case-finished', id: 'a', record, startedAt: 10_000 } as unknown as Finished;
};

test('a death overtakes a failure, but not one that had come again before', () => {
  expect(isOvertaken(failed(), [16_000])).toBe(true);
  expect(isOvertaken(failed(15_000), [16_000])).toBe(false);
  expect(isOvertaken(failed(15_000), [12_000, 16_000])).toBe(true);
});

test('it is noticed a little late', () => {
  expect(isOvertaken(failed(15_000), [15_100])).toBe(true);
});
