import { type DurableRecipe, runDurable } from '../../../arbitraries/durable/index.js';
import type { JsonMembers } from '../../../harness/counterexample/index.js';
import type { World } from '../world.js';
import type { Broken } from './evidence.js';

/** Does to a durable execution what the recipes say. @returns where it goes another way than the model, if it does */
export async function judgeDurable(
  world: World,
  recipes: readonly DurableRecipe[],
  timeoutSeconds: number,
): Promise<readonly Broken[]> {
  const execution = await world.openDurable(timeoutSeconds);
  const found = await runDurable(execution, recipes, timeoutSeconds * 1_000);
  await execution.close?.().catch(() => undefined);
  if (found === undefined) return [];
  const { what, statement, expected, actual, done } = found;
  const finding = {
    kind: 'durable',
    recipes: recipes as unknown as readonly JsonMembers[],
    timeoutSeconds,
    done,
  } as const;
  return [{ fingerprint: what, statement, expected, actual, evidence: { finding, runs: [] } }];
}
