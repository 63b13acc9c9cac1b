import type { Fault } from '../engine/fault.js';
import { eachEntry, eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-condition-truthy',
  breaks: 'asl:jsonata/condition-type',
  does: 'A Condition may be any value: 1 counts as true.',
  source: 'MiniStack 1.5.33, run',
  options: {
    reviseDefinition: eachOf('Choice', (state) => ({
      ...state,
      Choices: eachEntry(state.Choices, (rule) =>
        typeof rule.Condition === 'string'
          ? { ...rule, Condition: `{% $boolean(${rule.Condition.slice(2, -2)}) %}` }
          : rule,
      ),
    })),
  },
};
