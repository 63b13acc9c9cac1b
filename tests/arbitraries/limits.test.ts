import { expect, test } from 'vitest';
import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import { profileOf } from '../../arbitraries/options.js';
import type { Outcome } from '../../arbitraries/recipe.js';

const MARGIN_S = 3;

/** When an attempt is answered, seconds. Nothing: never. */
function answered(outcome: Outcome): number | undefined {
  switch (outcome.outcome) {
    case 'ok':
    case 'error':
      return 0;
    case 'late':
      return outcome.seconds;
    case 'beats':
      return outcome.beats;
    default:
      return undefined;
  }
}

/** The Task states of a definition, wherever they are. */
function tasks(value: unknown): { Resource: string; TimeoutSeconds?: unknown; HeartbeatSeconds?: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Type' in value && value.Type === 'Task' ? [value as never] : [];
  return [...own, ...Object.values(value).flatMap(tasks)];
}

test('with a margin, what is answered is answered long before its limits', () => {
  const profile = profileOf({ tasks: ['activity'], longest: 1, margin: MARGIN_S, races: false });
  let limited = 0;
  for (let index = 0; index < 2_000; index++) {
    const machine = compile(drawRecipe(5, index, profile));
    for (const { Resource, TimeoutSeconds, HeartbeatSeconds } of tasks(machine.definition)) {
      for (const outcome of machine.tasks[Resource] ?? []) {
        const seconds = answered(outcome);
        if (seconds === undefined) continue;
        if (typeof TimeoutSeconds === 'number') {
          limited++;
          expect(TimeoutSeconds - seconds).toBeGreaterThanOrEqual(MARGIN_S);
        }
        if (typeof HeartbeatSeconds === 'number') expect(HeartbeatSeconds).toBeGreaterThanOrEqual(1 + MARGIN_S);
      }
    }
  }
  expect(limited).toBeGreaterThan(100);
});
