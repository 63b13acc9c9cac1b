import { beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveEngine } from '../../engine/index.js';
import '../../harness/matchers.js';
import type { TargetInfo } from '../../harness/target.js';
import { runOn, runOne } from './worker-for.js';

let served: Served;
beforeAll(async () => {
  served = await serveEngine({ clock: 'virtual' });
  return () => served.close();
});

const reference = (): Partial<TargetInfo> => ({
  isolation: 'account',
  clock: { kind: 'virtual', control: `${served.url}/_engine/clock` },
  isReference: true,
});

describe.for(['wire', 'sdk'] as const)('the reference engine through the %s client', (client) => {
  const run = () => runOn(served.url, reference(), { client });

  test('a machine of one state', async () => {
    const record = await runOne(run(), async ({ executions }) => {
      const outcome = await executions.run(
        { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
        { input: { a: 1 } },
      );
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } });
    });
    expect(record).toMatchObject({ verdict: 'pass' });
    expect(record.contract.filter(({ violations }) => violations > 0)).toEqual([]);
    // The fifth is the clean-up, which is always ours.
    expect(record.exchanges).toEqual({ total: 5, sdk: client === 'sdk' ? 4 : 0, fallbacks: 0, unanswered: 0 });
  });
});
