import type { JsonObject } from '../json.js';
import { compareHistories } from './compare.js';
import { changed, levelsOf, mentions, renameStates, statesOf } from './places.js';
import { type Relation, silent, type Trial } from './relation.js';

/** States with other names leave the same history, with those names in it. */
export const renamedStates: Relation = {
  id: 'laws:renamed-states',
  *trial(machine, _draws, conditions): Trial {
    if (mentions(machine.definition, 'State.Name', '$$.State"', '$$"')) return silent;
    let names: ReadonlyMap<string, string> = new Map();
    const variant = changed(machine, (definition) => {
      const count = statesOf(definition).length;
      let number = 0;
      names = renameStates(definition, () => `New${count - number++}`);
    });
    const [base, other] = yield [machine, variant];
    // Names stand alone in details, and between single quotes in causes.
    const translate = (text: string): string => {
      let translated = text;
      for (const [old, name] of names) {
        translated = translated.replaceAll(`"${old}"`, `"${name}"`).replaceAll(`'${old}'`, `'${name}'`);
      }
      return translated;
    };
    return compareHistories(base!, other!, conditions, translate);
  },
};

/** The order of the members of States, and a Comment, change nothing at all. */
export const reorderedStates: Relation = {
  id: 'laws:reordered-states',
  *trial(machine, _draws, conditions): Trial {
    const variant = changed(machine, (definition) => {
      definition.Comment = 'the same';
      for (const { machine: level } of levelsOf(definition)) {
        level.States = Object.fromEntries(Object.entries(level.States).reverse()) as Record<string, JsonObject>;
      }
    });
    const [base, other] = yield [machine, variant];
    return compareHistories(base!, other!, conditions);
  },
};
