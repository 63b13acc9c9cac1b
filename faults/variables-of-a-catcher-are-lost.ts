import type { Fault } from '../engine/fault.js';
import { eachEntry, eachState } from './ways/definition.js';

export const fault: Fault = {
  id: 'variables-of-a-catcher-are-lost',
  breaks: 'asl:variables/in-catch',
  does: 'The Assign of a catcher is not made: that of the state is.',
  options: {
    reviseDefinition: eachState((state) =>
      state.Catch === undefined || state.Assign === undefined
        ? state
        : { ...state, Catch: eachEntry(state.Catch, (catcher) => ({ ...catcher, Assign: state.Assign! })) },
    ),
  },
};
