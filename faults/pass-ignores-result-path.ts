import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'pass-ignores-result-path',
  breaks: 'asl:Pass/result-path',
  does: 'The Result of a Pass state is its output, whatever ResultPath says.',
  options: {
    reviseDefinition: eachOf('Pass', (state) => (state.Result === undefined ? state : without(state, 'ResultPath'))),
  },
};
