import type { Draft } from '../json.js';
import type { Recipe } from '../recipe.js';
import { cutBlocks } from './cuts.js';
import { simplerBlocks } from './details.js';
import { simplerValues } from './values.js';

/**
 * Recipes that are a little smaller, the boldest first: steps taken out, a nested step replaced by what is inside of it, then
 * fields taken away, then numbers and values made simple. Each is strictly smaller, so that shrinking ends.
 */
export function* shrunkRecipes(recipe: Recipe): Generator<Recipe> {
  for (const block of cutBlocks(recipe.block)) {
    if (block.length > 0) yield { ...recipe, block };
  }
  if (recipe.timeout !== undefined) yield without(recipe, 'timeout');
  if (recipe.labelled !== undefined) yield without(recipe, 'labelled');
  if (recipe.language === 'JSONata') yield { ...recipe, language: 'JSONPath' };
  for (const block of simplerBlocks(recipe.block)) yield { ...recipe, block };
  for (const input of simplerValues(recipe.input)) yield { ...recipe, input };
}

function without(recipe: Recipe, name: 'timeout' | 'labelled'): Recipe {
  const rest: Draft<Recipe> = { ...recipe };
  delete rest[name];
  return rest;
}
