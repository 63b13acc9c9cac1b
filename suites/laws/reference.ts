import type { Machine } from '../../arbitraries/machine.js';
import type { TaskScript } from '../../arbitraries/recipe.js';
import type { RunResult } from '../../arbitraries/relations/index.js';
import { type Identity, run } from './in-process.js';
import type { TargetRun } from './world.js';

/** What the reference engine makes of a machine, and what its tasks did on the way. */
export interface ReferenceRun extends RunResult {
  readonly attempts: Readonly<Record<string, TaskScript>>;
}

/** The reference engine's run of a machine; under the names of a run on a target, where one is given. */
export function referenceRun(machine: Machine, of?: TargetRun, roleArn?: string): ReferenceRun {
  return run(machine, {}, of === undefined ? undefined : identityOf(of, roleArn));
}

function identityOf({ executionArn, stateMachineArn }: TargetRun, roleArn = ''): Identity | undefined {
  return executionArn === '' ? undefined : { executionArn, stateMachineArn, roleArn };
}
