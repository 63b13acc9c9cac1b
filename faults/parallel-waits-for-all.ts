import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';
import { eachEntry, eachOf } from './ways/definition.js';

/** A branch whose failures come only after its siblings have had a minute's time. */
function slowedDown(branch: JsonObject): JsonObject {
  const states = Object.entries(branch.States as JsonObject).flatMap(([name, value]): [string, Json][] => {
    const state = value as JsonObject;
    if (state.Type !== 'Fail') return [[name, state]];
    return [
      [name, { Type: 'Wait', Seconds: 60, Next: `${name} at last` }],
      [`${name} at last`, state],
    ];
  });
  return { ...branch, States: Object.fromEntries(states) };
}

export const fault: Fault = {
  id: 'parallel-waits-for-all',
  breaks: 'asl:Parallel/one-fails',
  does: 'A Parallel state whose branch has failed waits for the other branches before it fails.',
  options: {
    reviseDefinition: eachOf('Parallel', (state) => ({
      ...state,
      Branches: eachEntry(state.Branches, (branch) => slowedDown(branch)),
    })),
  },
};
