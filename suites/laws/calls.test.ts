import { drawCalls } from '../../arbitraries/calls/draw.js';
import { type CallRecipe, type PlanningOptions, planCalls, smaller } from '../../arbitraries/calls/index.js';
import { test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { judgeBySearch } from './findings.js';
import { judgeCalls } from './judging/calls.js';
import type { Evidence } from './judging/evidence.js';
import type { Property } from './search.js';
import { TargetWorld } from './target-world.js';
import type { World } from './world.js';

/** Sequences of API calls, answered as a model of the service says. */

const SIZE = 14;

function planningFor(world: World): PlanningOptions {
  return {
    edition: world.edition === 'current' ? 'current' : '2017-03-30',
    time: world.clock === 'virtual',
    activities: world.has('activities') && world.has('activity-workers'),
    updates: world.has('update-machine'),
    tags: world.has('tags'),
    versions: world.has('versions') && world.has('update-machine'),
  };
}

test('calls are answered as those before them say', {
  cites: ['laws:call-sequences'],
  budgetMs: searchBudgetMs(),
}, async (context) => {
  const { seed, runs } = context.chance;
  const world = new TargetWorld(context);
  const property: Property<readonly CallRecipe[], Evidence> = {
    draw: (index) => drawCalls(seed, index, SIZE),
    smaller,
    async judge(recipes) {
      const plan = planCalls(recipes, planningFor(world));
      if (plan.length === 0) return { kind: 'silent' };
      const found = await judgeCalls(world, plan);
      await world.stopAll();
      if (found === undefined) return { kind: 'holds' };
      return { kind: 'broken', failures: [found] };
    },
  };
  // One after the other: lists are read whole, and what others do shows in them.
  const allowance = { ...allowanceOf(runs, 0.15, context.target.clock.kind), atOnce: 1 };
  await judgeBySearch(
    context,
    'A call is answered otherwise than the calls before it say',
    { property, world },
    allowance,
  );
});
