import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-state-with-all-children',
  does: 'A function is also given the operations inside of contexts that have ended.',
  because:
    "The model's text leaves them out since replay does not need them, and AWS's own local runner for Python gives them all the same.",
  durable: rule('reading', () => ({ showsChildren: () => true })),
};
