import { choiceCombiners, choiceOperators } from './choice/operators.js';
import { intrinsics } from './intrinsics/functions.js';
import { hashMapOrder } from './java.js';
import { awsFunctions } from './jsonata/aws-functions.js';
import { isJsonata } from './jsonata/delimiters.js';
import type { Language } from './language.js';
import { readPath } from './path/evaluate.js';
import { writeReference } from './path/write.js';

/** AWS's language of today. A seeded fault spreads it and overrides entries. */
export const defaultLanguage: Language = {
  choiceOperators,
  choiceCombiners,
  intrinsics,
  jsonataFunctions: awsFunctions,
  isJsonata,
  readPath,
  writeReference,
  templateOrder: hashMapOrder,
  templateMember: (written) => written,
  assign: (names, evaluate, scope) => new Map(names.map((name) => [name, evaluate(name, scope)])),
};
