import type { Fault } from '../engine/fault.js';
import { eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'wait-drops-its-input',
  breaks: 'asl:Wait/output-is-input',
  does: 'A Wait state passes on an empty object.',
  options: { reviseDefinition: eachOf('Wait', (state) => ({ ...state, OutputPath: null })) },
};
