import { test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { runsWhatItIsGiven } from './control.js';
import { machineProperty } from './drawn-machines.js';
import { judgeBySearch } from './findings.js';
import { judgeOperationLaw, machinesFor, operationLaws } from './judging/operations.js';
import { TargetWorld } from './target-world.js';

/** Laws of the operations around any machine: what one call says, another one says too. */

for (const law of operationLaws) {
  const { id, title, requires, modern } = law;
  test(title, {
    cites: [id],
    budgetMs: searchBudgetMs(),
    ...(requires !== undefined && { requires }),
    ...(modern && { editions: ['current'] }),
  }, async (context) => {
    const { target, chance } = context;
    await runsWhatItIsGiven(context);
    const world = new TargetWorld(context);
    const options = machinesFor(law, world);
    const property = machineProperty(world, chance.seed, title.length, options, (machine) =>
      judgeOperationLaw(world, law, machine),
    );
    const allowance = allowanceOf(chance.runs, 0.03, target.clock.kind, operationLaws.length);
    await judgeBySearch(context, 'Two answers about one machine do not agree', { property, world }, allowance);
  });
}
