import type { Fault } from '../engine/fault.js';
import { eachEntry, eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'catch-ignores-result-path',
  breaks: 'asl:Catch/result-path',
  does: "A catcher's ResultPath is not looked at: the error output replaces the input.",
  options: {
    reviseDefinition: eachState((state) =>
      state.Catch === undefined
        ? state
        : { ...state, Catch: eachEntry(state.Catch, (catcher) => without(catcher, 'ResultPath')) },
    ),
  },
};
