import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-per-machine-only',
  breaks: 'asl:jsonata/mixed',
  does: 'The QueryLanguage of a state is not looked at: that of the machine holds.',
  options: {
    reviseDefinition: eachState((state) =>
      state.QueryLanguage === 'JSONata' ? without(state, 'QueryLanguage', 'Output') : state,
    ),
  },
};
