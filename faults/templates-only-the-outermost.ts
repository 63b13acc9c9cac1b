import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';
import { eachState } from './ways/definition.js';

const isTemplate = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A template in which only the outermost members are paths. */
function shallow(template: JsonObject): JsonObject {
  const literal = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(literal);
    if (!isTemplate(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name.replace(/\.\$$/, ''), literal(member)]),
    );
  };
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, literal(member)]));
}

export const fault: Fault = {
  id: 'templates-only-the-outermost',
  breaks: 'asl:templates/nested',
  does: 'Paths in an object within a template are left as they stand.',
  source: 'https://github.com/nibble-4bits/aws-local-stepfunctions/pull/53',
  options: {
    reviseDefinition: eachState((state) =>
      isTemplate(state.Parameters) ? { ...state, Parameters: shallow(state.Parameters) } : state,
    ),
  },
};
