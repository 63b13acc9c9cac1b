import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'context-not-in-choice',
  breaks: 'asl:templates/context',
  does: 'A rule of a Choice finds nothing in the context object.',
  source: 'https://github.com/nibble-4bits/aws-local-stepfunctions/pull/64',
  options: {
    reviseDefinition: eachOf('Choice', (state) => ({
      ...state,
      Choices: eachText(state.Choices ?? null, (text) => text.replace(/^\$\$/, '$.context')),
    })),
  },
};
