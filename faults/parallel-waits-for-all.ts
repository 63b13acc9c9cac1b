import type { Fault } from '../engine/fault.js';
import { eachEntry, eachOf, failingLate } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-waits-for-all',
  breaks: 'asl:Parallel/one-fails',
  does: 'A Parallel state whose branch has failed waits for the other branches before it fails.',
  options: {
    reviseDefinition: eachOf('Parallel', (state) => ({ ...state, Branches: eachEntry(state.Branches, failingLate) })),
  },
};
