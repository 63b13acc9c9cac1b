import fc from 'fast-check';
import { compile } from './compile/compiler.js';
import { drawRecipe } from './draw/block.js';
import type { GeneratedMachine } from './machine.js';
import { type MachineOptions, type Profile, profileOf } from './options.js';
import type { Recipe } from './recipe.js';
import { shrunkRecipes } from './shrink/index.js';

/**
 * Draws a recipe from two random numbers, and shrinks it as what it is: a tree of steps. That is twenty times as fast as
 * putting it together from fast-check's own arbitraries, and any recipe can be shrunk, also one that comes from a file.
 */
class RecipeArbitrary extends fc.Arbitrary<Recipe> {
  constructor(private readonly profile: Profile) {
    super();
  }

  generate(random: fc.Random): fc.Value<Recipe> {
    const one = random.nextInt(-0x80000000, 0x7fffffff);
    const two = random.nextInt(-0x80000000, 0x7fffffff);
    return new fc.Value(drawRecipe(one, two, this.profile), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is Recipe {
    return typeof value === 'object' && value !== null && 'block' in value && 'language' in value;
  }

  shrink(recipe: Recipe): fc.Stream<fc.Value<Recipe>> {
    return new fc.Stream(valuesOf(recipe));
  }
}

function* valuesOf(recipe: Recipe): IterableIterator<fc.Value<Recipe>> {
  for (const smaller of shrunkRecipes(recipe)) yield new fc.Value(smaller, undefined);
}

/** Recipes of machines. */
export function recipes(options: MachineOptions = {}): fc.Arbitrary<Recipe> {
  return new RecipeArbitrary(profileOf(options));
}

/** Machines that end, with an input and a script for each task. */
export function machines(options: MachineOptions = {}): fc.Arbitrary<GeneratedMachine> {
  return recipes(options).map(compile, (machine) => (machine as GeneratedMachine).recipe);
}
