import { describe, expect, test } from '../../harness/index.js';
import { chain } from '../definitions.js';

/** A whole second a little after a time of the target's clock, in the plainest form: a fraction is another matter. */
const soonAfter = (now: number): string =>
  new Date(Math.ceil(now / 1000) * 1000 + 4_000).toISOString().replace('.000Z', 'Z');

describe('A Wait state', () => {
  test('waits until its Timestamp', {
    cites: ['asl:Wait/timestamp'],
  }, async ({ executions, machines, clock }) => {
    const Timestamp = soonAfter(await clock.now());
    const machine = await machines.create(chain({ Hold: { Type: 'Wait', Timestamp } }));
    const { status, description } = await executions.run(machine);
    expect(status).toBe('SUCCEEDED');
    expect(description.stopDate).toBeGreaterThanOrEqual(Date.parse(Timestamp) / 1000 - 0.01);
  });

  test('waits until the instant that its TimestampPath selects', {
    cites: ['asl:Wait/timestamp-path'],
  }, async ({ executions, machines, clock }) => {
    const machine = await machines.create(chain({ Hold: { Type: 'Wait', TimestampPath: '$.until' } }));
    const until = soonAfter(await clock.now());
    const { status, description } = await executions.run(machine, { input: { until } });
    expect(status).toBe('SUCCEEDED');
    expect(description.stopDate).toBeGreaterThanOrEqual(Date.parse(until) / 1000 - 0.01);
  });
});
