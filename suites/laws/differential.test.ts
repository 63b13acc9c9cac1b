import { test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { runsWhatItIsGiven } from './control.js';
import { machineProperty } from './drawn-machines.js';
import { judgeBySearch } from './findings.js';
import { judgeDifference } from './judging/difference.js';
import { TargetWorld } from './target-world.js';

/** Generated machines on the target and on the reference engine: whole histories, compared event by event. */

test('any machine leaves the history that the reference engine leaves', {
  cites: ['laws:reference-engine'],
  budgetMs: searchBudgetMs(),
}, async (context) => {
  const { target, chance } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const drawn = machineProperty(world, chance.seed, 2, {}, (machine) => judgeDifference(world, machine));
  const property = { ...drawn, firstOnly: true } as const;
  const allowance = allowanceOf(chance.runs, 0.2, target.clock.kind);
  await judgeBySearch(context, 'A generated machine differs from the reference engine', { property, world }, allowance);
});
