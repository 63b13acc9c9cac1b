import type { Freedom } from '../engine/fault.js';
import { everyRefusal } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'errors-in-other-words',
  does: 'All errors have the same short message, but for those of broken constraints.',
  because:
    'The references declare the types of errors and no wording; only that of broken constraints is known from recordings.',
  ...everyRefusal((body, { answer }) =>
    /validation errors? detected/.test(String(answer.body))
      ? answer
      : {
          ...answer,
          body: JSON.stringify(
            Object.fromEntries(
              Object.entries(body).map(([name, value]) => [
                name,
                /^message$/i.test(name) ? 'That can not be done.' : value,
              ]),
            ),
          ),
        },
  ),
};
