import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import type { GeneratedMachine } from '../../arbitraries/machine.js';
import { type MachineOptions, profileOf } from '../../arbitraries/options.js';
import type { Recipe } from '../../arbitraries/recipe.js';
import { shrunkRecipes } from '../../arbitraries/shrink/index.js';
import type { Broken, Evidence } from './judging/evidence.js';
import type { Property } from './search.js';
import type { World } from './world.js';

/** Tells the draws of one property from those of another. */
const STRIDE = 7_919;

/** A property of single machines: what is wrong with one, in as many ways as it is. */
export function machineProperty(
  world: World,
  seed: number,
  stream: number,
  options: MachineOptions,
  failures: (machine: GeneratedMachine) => Promise<readonly Broken[]>,
): Property<Recipe, Evidence> {
  const profile = profileOf({ ...world.machines, ...options });
  return {
    draw: (index) => drawRecipe(seed, index * STRIDE + stream, profile),
    smaller: shrunkRecipes,
    async judge(recipe) {
      const found = await failures(compile(recipe));
      return found.length === 0 ? { kind: 'holds' } : { kind: 'broken', failures: found };
    },
  };
}
