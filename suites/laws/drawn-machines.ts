import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import type { GeneratedMachine } from '../../arbitraries/machine.js';
import { type MachineOptions, profileOf } from '../../arbitraries/options.js';
import type { Recipe } from '../../arbitraries/recipe.js';
import { shrunkRecipes } from '../../arbitraries/shrink/index.js';
import type { CaseContext } from '../../harness/index.js';
import type { Evidence } from './findings.js';
import type { Failure, Property } from './search.js';
import { optionsFor } from './target-runs.js';

/** Tells the draws of one property from those of another. */
const STRIDE = 7_919;

/** A property of single machines: what is wrong with one, in as many ways as it is. */
export function machineProperty(
  context: CaseContext,
  stream: number,
  options: MachineOptions,
  failures: (machine: GeneratedMachine) => Promise<readonly Failure<Evidence>[]>,
): Property<Recipe, Evidence> {
  const profile = profileOf({ ...optionsFor(context.target), ...options });
  return {
    draw: (index) => drawRecipe(context.chance.seed, index * STRIDE + stream, profile),
    smaller: shrunkRecipes,
    async judge(recipe) {
      const found = await failures(compile(recipe));
      return found.length === 0 ? { kind: 'holds' } : { kind: 'broken', failures: found };
    },
  };
}
