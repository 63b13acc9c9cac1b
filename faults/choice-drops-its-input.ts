import type { Fault } from '../engine/fault.js';
import { eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'choice-drops-its-input',
  breaks: 'asl:Choice/output-is-input',
  does: 'A Choice state passes on an empty object.',
  options: { reviseDefinition: eachOf('Choice', (state) => ({ ...state, OutputPath: null })) },
};
