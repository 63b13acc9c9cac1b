import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawDurable, durableSequences, runDurable, smallerDurable } from '../../arbitraries/durable/index.js';
import { DurableEngineWorld } from '../../suites/laws/durable-engine.js';

const TIMEOUT_SECONDS = 600;
/** A soak is the same with `SFN_CONFORMANCE_SOAK=10000`. */
const runs = Number(process.env.SFN_CONFORMANCE_SOAK ?? 300);

test(
  `${runs} sequences: the engine does what the model says`,
  async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(durableSequences({ size: 40 }), async (recipes) => {
        steps += recipes.length;
        const world = await DurableEngineWorld.open(TIMEOUT_SECONDS);
        expect(await runDurable(world, recipes, TIMEOUT_SECONDS * 1_000)).toBeUndefined();
      }),
      { numRuns: runs },
    );
    expect(steps).toBeGreaterThan(runs * 10);
  },
  1_000 * Math.max(60, runs / 10),
);

test('the same numbers draw the same sequence, and its smaller ones are smaller', () => {
  const drawn = drawDurable(3, 7);
  expect(drawDurable(3, 7)).toEqual(drawn);
  for (const smaller of smallerDurable(drawn)) expect(JSON.stringify(smaller)).not.toBe(JSON.stringify(drawn));
});
