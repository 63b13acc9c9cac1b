import {
  type DurableFinding,
  type DurableRecipe,
  drawDurable,
  runDurable,
  smallerDurable,
} from '../../arbitraries/durable/index.js';
import { Breach, type CaseContext, test } from '../../harness/index.js';
import { cited } from './cited.js';
import { drawnWorld } from './drawn-world.js';

/** Of the runs of a property that a run was asked for: each is some dozens of calls. */
const SHARE = 0.15;
const TIMEOUT_SECONDS = 600;
/** On a wall clock each step waits for the target. */
const SIZE = { virtual: 30, real: 12 } as const;
const MOST_TRIALS = 200;
/** So long is searched, and then made smaller, milliseconds. */
const SEARCH_MS = 15_000;

/** @param last whether nothing is to follow what it shows in the case's transcript */
async function tryOne(
  context: CaseContext,
  recipes: readonly DurableRecipe[],
  { last = false } = {},
): Promise<DurableFinding | undefined> {
  const world = await drawnWorld(context, TIMEOUT_SECONDS);
  const finding = await runDurable(world, recipes, TIMEOUT_SECONDS * 1_000);
  if (last) return finding;
  const closing = world.close();
  // What was found is not lost for want of an answer to the stop.
  await (finding === undefined ? closing : closing.catch(() => undefined));
  return finding;
}

interface Found {
  readonly finding: DurableFinding;
  readonly recipes: readonly DurableRecipe[];
}

/** The smallest sequence that still shows the same, as far as the time goes. */
async function shrunk(context: CaseContext, found: Found, until: number): Promise<Found> {
  let smallest = found;
  let trials = 0;
  for (let again = true; again; ) {
    again = false;
    for (const recipes of smallerDurable(smallest.recipes)) {
      if (++trials > MOST_TRIALS || performance.now() > until) return smallest;
      const finding = await tryOne(context, recipes);
      if (finding?.what !== found.finding.what) continue;
      smallest = { finding, recipes };
      again = true;
      break;
    }
  }
  return smallest;
}

test('does what the steps before say, whatever they were', cited('execution/any-sequence'), async (context) => {
  const { seed, runs } = context.chance;
  const size = SIZE[context.target.clock.kind];
  const until = performance.now() + SEARCH_MS;
  for (let index = 0; index < Math.max(1, runs * SHARE) && performance.now() < until; index++) {
    const recipes = drawDurable(seed, index, size);
    const finding = await tryOne(context, recipes);
    if (finding === undefined) continue;
    const smallest = await shrunk(context, { finding, recipes }, until + SEARCH_MS);
    context.note(`Shortest sequence that shows it: ${JSON.stringify(smallest.recipes)}`);
    const { index: last } = await context.lambda.call('GetFunctionConfiguration', {
      FunctionName: await context.functions.freshName(),
    });
    // Once more, by itself: the case's transcript ends with it.
    const { what, statement, expected, actual, done } =
      (await tryOne(context, smallest.recipes, { last: true })) ?? smallest.finding;
    throw new Breach({
      reason: `A sequence of ${done.length} steps goes another way (${what}): ${done.join('; ')}`,
      statement,
      expected,
      actual,
      since: last + 1,
    });
  }
});
