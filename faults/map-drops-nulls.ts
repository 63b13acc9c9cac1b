import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'map-drops-nulls',
  breaks: 'asl:Map/outputs-in-order',
  does: 'Iterations whose output is an empty list leave no place in the output of a Map.',
  options: {
    rules: {
      mapResult: (outputs, list) => list(outputs.filter(({ value }) => !Array.isArray(value) || value.length > 0)),
    },
  },
};
