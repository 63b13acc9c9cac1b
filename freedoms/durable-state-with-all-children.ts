import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-state-with-all-children',
  does: 'A function is also given the operations inside of contexts that have ended.',
  because: "The references call state what replay needs: AWS's own local runner for Python gives these operations too.",
  durable: rule('reading', () => ({ showsChildren: () => true })),
};
