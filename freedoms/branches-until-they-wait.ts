import type { Freedom } from '../engine/fault.js';

export const freedom: Freedom = {
  id: 'branches-until-they-wait',
  does: 'A branch of a Parallel or Map state goes on until it waits or ends, and only then do the others move.',
  because:
    'The language says that branches run at the same time and not how their events are interleaved; recordings have many orders.',
  options: { rules: { yieldsTurn: () => 'when it waits' } },
};
