import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'map-in-another-order',
  breaks: 'asl:Map/outputs-in-order',
  does: 'The outputs of the iterations come in reverse.',
  options: { rules: { mapResult: (outputs, list) => list(outputs.toReversed()) } },
};
