import type { Fault } from '../engine/fault.js';
import { eachEntry, eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'variables-of-a-rule-are-the-states',
  breaks: 'asl:variables/in-choice',
  does: 'When a rule of a Choice is taken, the Assign of the state itself is made.',
  source: 'https://github.com/localstack/localstack/issues/12301',
  options: {
    reviseDefinition: eachOf('Choice', (state) =>
      state.Assign === undefined
        ? state
        : { ...state, Choices: eachEntry(state.Choices, (rule) => ({ ...rule, Assign: state.Assign! })) },
    ),
  },
};
