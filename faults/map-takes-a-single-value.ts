import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'map-takes-a-single-value',
  breaks: 'asl:Map/not-an-array',
  does: 'What is no list is mapped over as the only item.',
  source: 'MiniStack 1.5.33, run',
  options: { rules: { mapItems: (found) => (Array.isArray(found) ? found : [found]) } },
};
