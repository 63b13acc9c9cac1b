import { type CaseClock, type CaseContext, describe, expect, test } from '../../harness/index.js';
import { chain } from '../definitions.js';

/** A whole second a little after a time of the target's clock, in the plainest form: a fraction is another matter. */
const soonAfter = (now: number): string =>
  new Date(Math.ceil(now / 1000) * 1000 + 4_000).toISOString().replace('.000Z', 'Z');

/** Into a second: a target that waits for whole seconds only is too early from some of them, whether it cuts off or rounds. */
const STARTS_MS = [50, 600];

/** Comes to a part of a second of the target's clock. */
async function partOfSecond(clock: CaseClock, partMs: number): Promise<void> {
  await clock.sleep((1_000 + partMs - ((await clock.now()) % 1_000)) % 1_000);
}

/** Runs a machine that waits until an instant, from several parts of a second. */
async function waitsUntil(
  { executions, machines, clock }: CaseContext,
  wait: (until: string) => { readonly state: Record<string, unknown>; readonly input: object },
): Promise<void> {
  for (const partMs of STARTS_MS) {
    await partOfSecond(clock, partMs);
    const until = soonAfter(await clock.now());
    const { state, input } = wait(until);
    const { status, description } = await executions.run(await machines.create(chain({ Hold: state })), { input });
    expect(status).toBe('SUCCEEDED');
    expect(description.stopDate).toBeGreaterThanOrEqual(Date.parse(until) / 1000 - 0.01);
  }
}

describe('A Wait state', () => {
  test('waits until its Timestamp', {
    cites: ['asl:Wait/timestamp'],
  }, async (context) => {
    await waitsUntil(context, (Timestamp) => ({ state: { Type: 'Wait', Timestamp }, input: {} }));
  });

  test('waits until the instant that its TimestampPath selects', {
    cites: ['asl:Wait/timestamp-path'],
  }, async (context) => {
    await waitsUntil(context, (until) => ({ state: { Type: 'Wait', TimestampPath: '$.until' }, input: { until } }));
  });
});
