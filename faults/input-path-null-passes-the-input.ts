import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'input-path-null-passes-the-input',
  breaks: 'asl:paths/input-path-null',
  does: 'An InputPath of null is taken for none: the state gets its whole input.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: { reviseDefinition: eachState((state) => (state.InputPath === null ? without(state, 'InputPath') : state)) },
};
