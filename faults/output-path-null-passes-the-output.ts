import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'output-path-null-passes-the-output',
  breaks: 'asl:paths/output-path-null',
  does: 'An OutputPath of null is taken for none: the whole output is passed on.',
  options: {
    reviseDefinition: eachState((state) => (state.OutputPath === null ? without(state, 'OutputPath') : state)),
  },
};
