import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'machine-starts-with-the-first-name',
  breaks: 'laws:renamed-states',
  does: 'A run begins with the state whose name is the first of the alphabet.',
  options: {
    reviseDefinition: (definition) => {
      const [StartAt] = Object.keys(definition.States as JsonObject).sort();
      return { ...definition, StartAt: StartAt! };
    },
  },
};
