import { type CallFinding, type CallNames, type PlannedCall, runCalls } from '../../../arbitraries/calls/index.js';
import type { JsonObject } from '../../../arbitraries/json.js';
import type { JsonMembers } from '../../../harness/counterexample/index.js';
import { wholeLists } from '../whole-lists.js';
import type { World } from '../world.js';
import type { Broken } from './evidence.js';

/** Sends the calls of a plan, one after the other. @returns the first that is answered otherwise than planned */
export async function judgeCalls(world: World, plan: readonly PlannedCall[]): Promise<Broken | undefined> {
  const call = wholeLists((operation, input: JsonObject) => world.call(operation, input));
  const caller = {
    call,
    sleep: (seconds: number) => world.sleep(seconds),
    settle: (executionArn: string) => world.settle(executionArn),
    unknown: (kind: Parameters<World['unknown']>[0]) => world.unknown(kind),
  };
  const found = await runCalls(plan, caller, namesOf(world));
  if (found === undefined) return undefined;
  const { fingerprint, expected, actual, statement, step } = found satisfies CallFinding;
  const finding = { kind: 'calls', plan: plan as unknown as readonly JsonMembers[], step } as const;
  return { fingerprint, expected, actual, statement, evidence: { finding, runs: [] } };
}

/** Names that only one sequence uses. */
function namesOf(world: World): CallNames {
  const prefix = world.freshName('q');
  return {
    name: (base) => `${prefix}-${base}`,
    owns: (key) => key.includes(`${prefix}-`),
    roleArn: world.roleArn,
  };
}
