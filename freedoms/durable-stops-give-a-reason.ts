import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-stops-give-a-reason',
  does: 'The error of a stop that gave none says that the execution was stopped.',
  because: "The reference does not say what the error is then: AWS's own local runner for Python puts a message in.",
  durable: rule('ending', () => ({
    errorOfStop: (given) => given ?? { ErrorMessage: 'The execution was stopped on request.' },
  })),
};
