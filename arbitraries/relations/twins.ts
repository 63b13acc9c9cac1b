import { compile } from '../compile/compiler.js';
import type { GeneratedMachine, Machine } from '../machine.js';
import type { QueryLanguage, Recipe } from '../recipe.js';
import { compareResult, isRuntimeFailure } from './compare.js';
import { type Relation, silent, type Trial } from './relation.js';

function recipeOf(machine: Machine): Recipe | undefined {
  return 'recipe' in machine ? (machine as GeneratedMachine).recipe : undefined;
}

/** The same recipe in JSONPath and in JSONata comes to the same. It speaks of recipes of the option `twins` only. */
export const queryLanguages: Relation = {
  id: 'laws:query-languages',
  modern: true,
  *trial(machine, _draws, conditions): Trial {
    const recipe = recipeOf(machine);
    if (recipe === undefined || !recipe.without?.includes('differences')) return silent;
    const inLanguage = (language: QueryLanguage): Machine => compile({ ...recipe, language });
    const [jsonpath, jsonata] = yield [inLanguage('JSONPath'), inLanguage('JSONata')];
    // What a state can't do at all goes by other names in the other language.
    if (isRuntimeFailure(jsonpath!) || isRuntimeFailure(jsonata!)) return silent;
    const { status, output, error, elapsedMs } = jsonpath!;
    return compareResult(jsonata!, { status, output, error, elapsedMs }, conditions);
  },
};
