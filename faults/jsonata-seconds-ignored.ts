import type { Fault } from '../engine/fault.js';
import { eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-seconds-ignored',
  breaks: 'asl:jsonata/seconds',
  does: 'A Wait state whose Seconds are an expression takes no time.',
  options: {
    reviseDefinition: eachOf('Wait', (state) => (typeof state.Seconds === 'string' ? { ...state, Seconds: 0 } : state)),
  },
};
