import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { eachState } from './ways/definition.js';

/** A template whose members that are paths are named twice over, so that one ending is left. */
function suffixed(template: Json): Json {
  if (typeof template !== 'object' || template === null || Array.isArray(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name.endsWith('.$') ? `${name}.$` : name, value]),
  );
}

export const fault: Fault = {
  id: 'templates-keep-the-suffix',
  breaks: 'asl:templates/paths',
  does: "A template's members keep the .$ at the end of their names.",
  options: {
    reviseDefinition: eachState((state) =>
      state.Parameters === undefined ? state : { ...state, Parameters: suffixed(state.Parameters) },
    ),
  },
};
