import type { Json } from './json.js';
import type { Recipe } from './recipe.js';

export function* shrunkRecipes(_recipe: Recipe): Generator<Recipe> {}
export type { Json };
