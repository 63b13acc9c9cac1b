import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { eachState } from './ways/definition.js';

function asText(template: Json): Json {
  if (typeof template === 'number' || typeof template === 'boolean') return String(template);
  if (Array.isArray(template)) return template.map(asText);
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, asText(value)]));
}

export const fault: Fault = {
  id: 'templates-literals-as-text',
  breaks: 'asl:templates/literals',
  does: 'Numbers and booleans of a template come out as text.',
  options: {
    reviseDefinition: eachState((state) =>
      state.Parameters === undefined ? state : { ...state, Parameters: asText(state.Parameters) },
    ),
  },
};
