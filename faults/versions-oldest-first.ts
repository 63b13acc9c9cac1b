import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'versions-oldest-first',
  breaks: 'sfn:ListStateMachineVersions/behaviour/newest-first',
  does: 'Versions are listed with the oldest first.',
  options: {
    rewriteResponse: answers('ListStateMachineVersions', (output) => ({
      ...output,
      stateMachineVersions: (output.stateMachineVersions as unknown[]).toReversed(),
    })),
  },
};
