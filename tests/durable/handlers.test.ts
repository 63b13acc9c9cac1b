import type { Event } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../harness/judge/body.js';
import { DurableHistory } from '../../harness/judge/durable/history.js';
import { durableLaws } from '../../harness/judge/durable/laws.js';
import { topics } from './handlers/index.js';
import { oneMoreInvocation } from './replay.js';
import type { Scene } from './scene.js';
import { FUNCTION, play } from './stage.js';

/** What its history breaks of what holds of any durable history. */
function breaches(events: readonly Event[], status: string | undefined): string[] {
  const raw = JSON.parse(JSON.stringify(events), (name, value: Value) =>
    name.endsWith('Timestamp') ? Date.parse(String(value)) / 1000 : value,
  ) as Value[];
  const history = new DurableHistory(raw, status);
  return durableLaws.flatMap(({ id, check }) =>
    check(history).breaches.map(({ expected, actual }) => `${id}: expected ${expected}, got ${actual}`),
  );
}

async function isAsExpected(scene: Scene): Promise<void> {
  const first = await play(scene);
  const { description, events } = first;
  const { Status, Result, Error: error } = description;
  const result = Result === undefined ? undefined : JSON.parse(Result);
  const end =
    Status === 'SUCCEEDED'
      ? { status: Status, result }
      : { status: Status, error: { ErrorType: error?.ErrorType, ErrorMessage: error?.ErrorMessage } };
  expect(end).toEqual(scene.ends);
  expect(first.history).toEqual(scene.history);
  expect(breaches(events, Status)).toEqual([]);

  const second = await play(scene);
  expect(second.events, 'the same seed gives the same history').toEqual(events);

  if (scene.noReplay !== undefined) return;
  const { last, event } = oneMoreInvocation(first.runtime, FUNCTION);
  const { output, sent } = await first.runtime.replay(scene.handler, event);
  // An update of the execution is its end, and no operation.
  expect(
    sent.filter(({ Type }) => Type !== 'EXECUTION'),
    'a replay issues no operation',
  ).toEqual([]);
  expect(withoutStack(output), 'a replay comes to the same end').toEqual(withoutStack(last.output));
}

function withoutStack(output: unknown): unknown {
  return JSON.parse(JSON.stringify(output, (name, value: unknown) => (name === 'StackTrace' ? undefined : value)));
}

/** Handlers as a user writes them, with the official SDK as it is, on the engine over HTTP. */
describe.concurrent.each(Object.entries(topics))('%s', (_topic, scenes) => {
  test.each(Object.entries(scenes))('%s', async (_title, scene) => {
    await isAsExpected(scene);
  });
});

test('there are handlers for all operation types and ends', () => {
  const all = Object.values(topics).flatMap((scenes) => Object.values(scenes));
  expect(all.length).toBeGreaterThanOrEqual(30);
  const lines = all.flatMap(({ history }) => history).join('\n');
  for (const type of ['Context', 'Step', 'Wait', 'Callback', 'ChainedInvoke', 'Execution']) {
    expect(lines).toMatch(new RegExp(`\\d ${type}(Started|Succeeded)`));
  }
  expect(new Set(all.map(({ ends }) => ends.status))).toEqual(new Set(['SUCCEEDED', 'FAILED', 'STOPPED', 'TIMED_OUT']));
});
