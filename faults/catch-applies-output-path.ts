import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';

/** What leaves a state by a catcher goes through a state more, which applies the path. */
function through(machine: JsonObject): JsonObject {
  const states = Object.entries(machine.States as JsonObject).flatMap(([name, value]): [string, Json][] => {
    const state = value as JsonObject;
    if (state.OutputPath === undefined || !Array.isArray(state.Catch)) return [[name, state]];
    const ways = state.Catch as JsonObject[];
    const Catch = ways.map((catcher, index) => ({ ...catcher, Next: `${name} caught ${index}` }));
    const passed = ways.map((catcher, index): [string, Json] => [
      `${name} caught ${index}`,
      { Type: 'Pass', OutputPath: state.OutputPath!, Next: catcher.Next! },
    ]);
    return [[name, { ...state, Catch }], ...passed];
  });
  return { ...machine, States: Object.fromEntries(states) };
}

export const fault: Fault = {
  id: 'catch-applies-output-path',
  breaks: 'asl:Catch/output-path-not-applied',
  does: 'The OutputPath of a state is applied to the error output that its catcher passes on.',
  source: 'https://github.com/localstack/localstack/issues/11494',
  options: { reviseDefinition: through },
};
