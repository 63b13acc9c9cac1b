import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { eachState } from './ways/definition.js';

export const fault: Fault = {
  id: 'machine-goes-to-the-state-that-is-written-next',
  breaks: 'asl:machine/next',
  does: 'After a state comes the one that is written below it, whatever its Next names.',
  options: {
    reviseDefinition: (machine) => {
      const names = Object.keys(machine.States as JsonObject);
      return eachState((state, name) =>
        typeof state.Next === 'string' && names.indexOf(name) >= 0
          ? { ...state, Next: names[names.indexOf(name) + 1] ?? state.Next }
          : state,
      )(machine);
    },
  },
};
