import { test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { runsWhatItIsGiven } from './control.js';
import { machineProperty } from './drawn-machines.js';
import { judgeBySearch } from './findings.js';
import { judgeHistory } from './judging/history.js';
import { TargetWorld } from './target-world.js';

/** What holds of the history of any machine, and of how the description agrees with it. */

test('any machine leaves a history that keeps the laws, and that its description agrees with', {
  cites: ['laws:generated-histories', 'laws:description-agrees'],
  budgetMs: searchBudgetMs(),
}, async (context) => {
  const { target, chance } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const property = machineProperty(world, chance.seed, 1, { races: true }, (machine) => judgeHistory(world, machine));
  const allowance = allowanceOf(chance.runs, 0.15, target.clock.kind);
  await judgeBySearch(
    context,
    'A generated machine leaves a history that breaks a law',
    { property, world },
    allowance,
  );
});
