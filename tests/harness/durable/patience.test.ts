import { expect, test } from 'vitest';
import { Patience } from '../../../harness/durable/patience.js';

test('waits as long as the longest time that was asked for, and the target takes by itself', () => {
  const patience = new Patience(1_000);
  expect(patience.withinMs).toBe(1_000);
  patience.heedUpdates([
    { Id: 'w', WaitOptions: { WaitSeconds: 5 } },
    { Id: 's', StepOptions: { NextAttemptDelaySeconds: 7 } },
    { Id: 'c', CallbackOptions: { TimeoutSeconds: 3, HeartbeatTimeoutSeconds: 2 } },
  ]);
  expect(patience.withinMs).toBe(8_000);
  patience.heed(20);
  patience.heed(4);
  expect(patience.withinMs).toBe(21_000);
});

test('what is no time changes nothing', () => {
  const patience = new Patience(1_000);
  patience.heedUpdates([
    { WaitOptions: { WaitSeconds: 'long' } },
    { WaitOptions: null },
    { WaitOptions: [] },
    {},
    null,
  ]);
  patience.heed(-5);
  expect(patience.withinMs).toBe(1_000);
});
