import type { Json } from '../doc.js';
import { assign } from './assign.js';
import { type Check, isObject, type StateContext } from './context.js';
import { jsonata, jsonPath, list, object, table } from './fields.js';
import { jsonataValue } from './jsonata-values.js';
import { resultPath } from './path-values.js';
import type { Place } from './place.js';
import { enumeration, literalInteger, literalNumber, text } from './values.js';

const errorEquals = list(text, 'not-empty');

const retrier2017 = {
  Comment: text,
  ErrorEquals: errorEquals,
  IntervalSeconds: literalInteger(0, 99_999_999),
  MaxAttempts: literalInteger(0, 99_999_999),
  BackoffRate: literalNumber(1),
};
const retriers2017 = list(object({ fields: table(retrier2017), required: ['ErrorEquals'] }));
const retriers = list(
  object({
    fields: table({
      ...retrier2017,
      MaxDelaySeconds: literalInteger(1, 31_622_400),
      JitterStrategy: enumeration(['NONE', 'FULL']),
    }),
    required: ['ErrorEquals'],
  }),
);

const catcher2017 = { Comment: text, ErrorEquals: errorEquals, Next: text, ResultPath: jsonPath(resultPath) };
const catchers2017 = list(object({ fields: table(catcher2017), required: ['ErrorEquals', 'Next'] }));
const catchers = list(
  object({
    fields: table({ ...catcher2017, Assign: assign, Output: jsonata(jsonataValue) }),
    required: ['ErrorEquals', 'Next'],
  }),
);

/** States.ALL stands alone in its list, and its list is in the last entry. */
function statesAllAlone(entries: Json, place: Place, context: StateContext): void {
  if (!Array.isArray(entries)) return;
  entries.forEach((entry, index) => {
    const names = isObject(entry) ? entry.ErrorEquals : undefined;
    if (!Array.isArray(names)) return;
    const all = names.indexOf('States.ALL');
    if (all >= 0 && (names.length > 1 || index < entries.length - 1))
      context.report.add(
        'states-all-alone',
        'States.ALL must appear alone and at end of list',
        place.at(index).at('ErrorEquals').at(all),
      );
  });
}

export const retry: Check = (value, place, context) => {
  (context.edition === 'current' ? retriers : retriers2017)(value, place, context);
  statesAllAlone(value, place, context);
};

export const catches: Check = (value, place, context) => {
  const inCatcher = context.within('errorOutput');
  (context.edition === 'current' ? catchers : catchers2017)(value, place, inCatcher);
  statesAllAlone(value, place, context);
};
