import type { CaseContext } from '../../harness/context.js';
import { expect } from '../../harness/index.js';
import { echo } from '../definitions.js';
import { enteredStates } from '../entered-states.js';

/**
 * The control of every law: that the target runs what it is given. A target that runs nothing, and says the same of everything,
 * contradicts itself nowhere.
 */
export async function runsWhatItIsGiven({ machines, executions, chance }: CaseContext): Promise<void> {
  const machine = await machines.create(echo());
  for (const control of [chance.seed, chance.seed + 1]) {
    const outcome = await executions.run(machine, { input: { control } });
    const { status, output } = outcome;
    expect({ status, output, entered: enteredStates(outcome.history) }, 'the control').toEqual({
      status: 'SUCCEEDED',
      output: { control },
      entered: ['Echo'],
    });
  }
}
