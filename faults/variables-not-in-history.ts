import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';
import { leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'variables-not-in-history',
  breaks: 'asl:variables/in-history',
  does: 'The exit event of a state says nothing of what it assigned.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: eachEvent((event) =>
      withDetails(event, (details) => leaving(details, 'assignedVariables', 'assignedVariablesDetails')),
    ),
  },
};
