import type { Fault } from '../engine/fault.js';
import { eachOf, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'succeed-drops-its-input',
  breaks: 'asl:Succeed/ends',
  does: 'A Succeed state ends the execution with an empty object.',
  options: { reviseDefinition: eachOf('Succeed', (state) => ({ ...without(state, 'InputPath'), OutputPath: null })) },
};
