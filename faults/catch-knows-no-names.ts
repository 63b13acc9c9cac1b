import { defaultRules } from '../engine/execution/rules.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-knows-no-names',
  breaks: 'asl:Catch/first-match',
  does: 'Errors that a task names itself match no catcher but that of States.ALL.',
  source: 'https://github.com/localstack/localstack/issues/11943',
  options: {
    rules: {
      catchMatches: (errorEquals, failed) =>
        defaultRules.catchMatches(
          errorEquals.filter((name) => name.startsWith('States.')),
          failed,
        ),
    },
  },
};
