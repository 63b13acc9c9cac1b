import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

const MOST = 5;
const SECONDS_BETWEEN = 5;

export const freedom: Freedom = {
  id: 'durable-failures-given-up',
  does: 'An execution whose invocations fail five times in a row fails.',
  because:
    "The reference does not say how long they are tried again: the guide says until the execution times out, and AWS's own local runner for Python stops there.",
  durable: rule('invocations', () => ({
    retryDelaySeconds: (failures) => (failures < MOST ? SECONDS_BETWEEN : undefined),
  })),
};
