import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'machine-starts-with-the-first-state',
  breaks: 'asl:machine/start-at',
  does: 'An execution begins in the first state of the definition, whatever StartAt names.',
  options: {
    reviseDefinition: (definition) => ({ ...definition, StartAt: Object.keys(definition.States as JsonObject)[0]! }),
  },
};
