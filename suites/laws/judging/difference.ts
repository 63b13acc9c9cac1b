import type { Machine } from '../../../arbitraries/machine.js';
import { differences, type Freedoms } from '../../../harness/difference/index.js';
import { backingOf } from '../backing.js';
import { referenceRun } from '../reference.js';
import type { TargetRun, World } from '../world.js';
import { type Broken, recordedRun } from './evidence.js';

/** How much too early an event may seem to be on a real clock. */
const SLACK_MS = 300;

/** How a machine's run differs from the reference engine's run of the same machine: the first difference first. */
export async function judgeDifference(world: World, machine: Machine): Promise<readonly Broken[]> {
  const run = await world.run(machine, world.clock === 'real' ? referenceRun(machine).elapsedMs : 0);
  return differencesOf(world, run);
}

export function differencesOf(world: World, run: TargetRun): readonly Broken[] {
  const freedoms: Freedoms = {
    time: world.clock === 'virtual' ? { kind: 'exact' } : { kind: 'real', slackMs: SLACK_MS },
  };
  const reference = referenceRun(run.machine, run, world.roleArn);
  const found = differences(reference, run, freedoms);
  if (found.length === 0) return [];
  const finding = { kind: 'difference', runs: [recordedRun(run, reference)] } as const;
  const failures = found.map(({ fingerprint, expected, actual }): Broken => {
    const statement = backingOf(run.machine.definition, fingerprint);
    return {
      fingerprint,
      expected,
      actual,
      ...(statement !== undefined && { statement }),
      evidence: { finding, runs: [run] },
    };
  });
  // What a statement speaks of first; else the first difference.
  return failures.sort((one, other) => Number(other.statement !== undefined) - Number(one.statement !== undefined));
}
