import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'variables-hidden-from-branches',
  breaks: 'asl:variables/inner-scope',
  does: 'A branch does not see the variables around it.',
  options: {
    reviseDefinition: eachOf('Parallel', (state) => ({
      ...state,
      Branches: eachText(state.Branches ?? null, (text) => text.replaceAll('$x', "'unknown'")),
    })),
  },
};
