import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-condition-inverted-and',
  breaks: 'asl:jsonata/condition',
  does: 'A Condition with "and" holds when one of its sides does.',
  options: {
    reviseDefinition: eachOf('Choice', (state) => ({
      ...state,
      Choices: eachText(state.Choices ?? null, (text) => text.replaceAll(' and ', ' or ')),
    })),
  },
};
