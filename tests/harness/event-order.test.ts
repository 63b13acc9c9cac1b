import { describe, expect, test } from 'vitest';
import { DurableHistoryWatch } from '../../harness/judge/durable/histories.js';
import { durableLaws } from '../../harness/judge/durable/laws.js';
import { runCase } from '../../harness/run-case.js';
import { conforming, fakeTarget } from './fake-target.js';
import { history, type RawEvent, sound } from './histories.js';
import { planOf, runOn, workerFor } from './worker-for.js';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
type Asked = { readonly reverseOrder?: boolean; readonly maxResults?: number; readonly nextToken?: string };

/** The rules that a target breaks which answers a reading with these events, a page at a time. */
async function broken(asked: Asked, ...pages: readonly (readonly unknown[])[]): Promise<string[]> {
  const { url } = await fakeTarget((call) => {
    if (call.operation !== 'GetExecutionHistory') return conforming(call);
    const place = Number(call.input.nextToken ?? 0);
    const more = place + 1 < pages.length ? { nextToken: String(place + 1) } : {};
    return { body: { events: pages[place], ...more } };
  });
  const worker = await workerFor(runOn(url));
  const rules = new Set<string>();
  const { record } = await runCase(worker, planOf(), async ({ sfn }) => {
    let nextToken: string | undefined;
    do {
      const page = await sfn.getExecutionHistory({ executionArn: ARN, ...asked, ...(nextToken && { nextToken }) });
      for (const { rule } of page.findings) rules.add(rule);
      nextToken = page.output.nextToken;
    } while (nextToken !== undefined);
  });
  expect(record.notes).toEqual([]);
  return [...rules];
}

const events = sound.map;
const middle = Math.floor(events.length / 2);
const newestFirst = events.toReversed();

describe('only its own rule is broken by a target that', () => {
  test('ignores reverseOrder', async () => {
    expect(await broken({ reverseOrder: true }, events)).toEqual(['protocol:events-descend']);
    expect(await broken({ reverseOrder: true }, events.slice(0, middle), events.slice(middle))).toEqual([
      'protocol:events-descend',
    ]);
  });

  test('gives the newest first when nobody asked for it', async () => {
    expect(await broken({}, newestFirst)).toEqual(['protocol:events-ascend']);
    expect(await broken({ reverseOrder: false }, newestFirst)).toEqual(['protocol:events-ascend']);
  });
});

describe('nothing is found in', () => {
  test('a history forwards and backwards, at once and in pages', async () => {
    for (const [reverseOrder, all] of [
      [false, events],
      [true, newestFirst],
    ] as const) {
      expect(await broken({ reverseOrder }, all)).toEqual([]);
      expect(await broken({ reverseOrder }, all.slice(0, middle), all.slice(middle))).toEqual([]);
    }
  });

  test('a page of one event, and one whose events have no ids, about order', async () => {
    expect(await broken({ reverseOrder: true }, events.slice(0, 1))).toEqual([]);
    const rules = await broken({ reverseOrder: true }, [{ type: 'ExecutionStarted' }, { type: 'ExecutionSucceeded' }]);
    expect(rules).not.toContain('protocol:events-descend');
  });
});

test('laws are judged on what was read backwards', async () => {
  const wrong: RawEvent[] = history({ type: 'ExecutionStarted' }, { type: 'ExecutionStarted' });
  expect(await broken({ reverseOrder: true }, [...wrong, ...events.slice(2)].toReversed())).toContain(
    'history:exit-closes-an-entry',
  );
});

describe('a durable history that was asked for newest first', () => {
  const durable = [
    { EventId: 1, EventType: 'ExecutionStarted', EventTimestamp: 1, ExecutionStartedDetails: {}, Id: 'e' },
    { EventId: 2, EventType: 'ExecutionSucceeded', EventTimestamp: 2, ExecutionSucceededDetails: {}, Id: 'e' },
  ];
  test.for([
    ['came so', durable.toReversed()],
    ['came oldest first', durable],
  ])('breaks no law when it %s', ([, Events]) => {
    const watch = new DurableHistoryWatch();
    const path = `/2025-12-01/durable-executions/${encodeURIComponent(ARN)}/history`;
    const request = { method: 'GET', url: `http://x${path}?ReverseOrder=true`, headers: {}, body: '' };
    const read = watch.see('GetDurableExecutionHistory', request, { Events: Events as never });
    expect(durableLaws.flatMap(({ check }) => check(read!).breaches)).toEqual([]);
  });
});
