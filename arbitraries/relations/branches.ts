import type { JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import { compareResult } from './compare.js';
import { asBranch, clone, frameOf, freshName } from './places.js';
import { broken, type Relation, type Trial } from './relation.js';

/** A machine of one Parallel state. The time limit of the machine itself stays where it is. */
function parallelOf(machine: Machine, branches: readonly JsonObject[]): Machine {
  const { TimeoutSeconds } = machine.definition;
  const name = freshName(machine.definition, 'Beside');
  return {
    ...machine,
    definition: {
      ...frameOf(machine.definition),
      ...(TimeoutSeconds !== undefined && { TimeoutSeconds }),
      StartAt: name,
      States: { [name]: { Type: 'Parallel', Branches: [...branches], End: true } },
    },
  };
}

/** A Parallel state of one branch gives a list of what the branch gives, in the same time. */
export const oneBranchParallel: Relation = {
  id: 'laws:one-branch-parallel',
  *trial(machine, _draws, conditions): Trial {
    const [base, variant] = yield [machine, parallelOf(machine, [asBranch(clone(machine.definition))])];
    const { status, output, error, elapsedMs } = base!;
    const list = output === undefined ? undefined : [output];
    return compareResult(variant!, { status, output: list, error, elapsedMs }, conditions);
  },
};

/** Branches in another order give their outputs in that order, in the same time. */
export const swappedBranches: Relation = {
  id: 'laws:swapped-branches',
  *trial(machine, draws, conditions): Trial {
    const first = asBranch(clone(machine.definition));
    const name = freshName(machine.definition, 'Other');
    const other = { StartAt: name, States: { [name]: { Type: 'Wait', Seconds: draws.between(0, 2), End: true } } };
    const [base, variant] = yield [parallelOf(machine, [first, other]), parallelOf(machine, [other, first])];
    const { status, output, error, elapsedMs } = base!;
    if (status !== 'SUCCEEDED' || output === undefined) {
      return compareResult(variant!, { status, output, error, elapsedMs }, conditions);
    }
    if (!Array.isArray(output)) {
      return broken('output', 'a list of the outputs of the branches', JSON.stringify(output));
    }
    return compareResult(variant!, { status, output: output.toReversed(), error, elapsedMs }, conditions);
  },
};
