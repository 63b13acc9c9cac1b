import type { Fault } from '../engine/fault.js';
import { eachEntry, eachState } from './ways/definition.js';

export const fault: Fault = {
  id: 'catch-uses-the-result-path-of-its-state',
  breaks: 'asl:Catch/result-path',
  does: 'The error output is placed by the ResultPath of the state, and not by that of the catcher.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    reviseDefinition: eachState((state) =>
      state.Catch === undefined
        ? state
        : {
            ...state,
            Catch: eachEntry(state.Catch, ({ ResultPath, ...catcher }) =>
              state.ResultPath === undefined ? catcher : { ...catcher, ResultPath: state.ResultPath },
            ),
          },
    ),
  },
};
