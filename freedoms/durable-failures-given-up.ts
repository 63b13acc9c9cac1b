import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

const MOST = 5;
const SECONDS_BETWEEN = 5;

export const freedom: Freedom = {
  id: 'durable-failures-given-up',
  does: 'An execution whose invocations fail five times in a row fails.',
  because:
    "How long failed invocations are tried again is not in the reference, and AWS's own local runner for Python stops there.",
  durable: rule('invocations', () => ({
    retryDelaySeconds: (failures) => (failures < MOST ? SECONDS_BETWEEN : undefined),
  })),
};
