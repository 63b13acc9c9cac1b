import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';
import { eachState, without } from './ways/definition.js';

const isTemplate = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fault: Fault = {
  id: 'templates-drop-comments',
  breaks: 'asl:templates/comment-is-data',
  does: 'A member Comment of a template is taken for a comment, and left out.',
  options: {
    reviseDefinition: eachState((state) => {
      const { Parameters } = state;
      return isTemplate(Parameters) ? { ...state, Parameters: without(Parameters, 'Comment') } : state;
    }),
  },
};
