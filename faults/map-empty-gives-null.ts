import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'map-empty-gives-null',
  breaks: 'asl:Map/empty',
  does: 'A Map over an empty list gives null.',
  options: { rules: { mapResult: (outputs, list) => (outputs.length === 0 ? Doc.of(null) : list(outputs)) } },
};
