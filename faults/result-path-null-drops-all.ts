import type { Fault } from '../engine/fault.js';
import { eachState } from './ways/definition.js';

export const fault: Fault = {
  id: 'result-path-null-drops-all',
  breaks: 'asl:paths/result-path-null',
  does: 'A ResultPath of null makes the output an empty object.',
  options: {
    reviseDefinition: eachState((state) => (state.ResultPath === null ? { ...state, OutputPath: null } : state)),
  },
};
