import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'map-hides-its-iterations',
  breaks: 'asl:Map/history',
  does: 'The events of iterations are not in the history.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: { rewriteResponse: withoutEvents(({ type }) => type.startsWith('MapIteration')) },
};
