import { StatesError } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import { jsonataFunctions } from './ways/language.js';

export const fault: Fault = {
  id: 'jsonata-random-without-a-seed',
  breaks: 'asl:jsonata/functions',
  does: 'The function $random takes no seed.',
  source: 'https://github.com/floci-io/floci/issues/2662',
  options: jsonataFunctions({
    random: (args, scope) => {
      if (args.length > 0)
        throw new StatesError('States.QueryEvaluationError', 'Argument 1 of function random is wrong.');
      return scope.random();
    },
  }),
};
