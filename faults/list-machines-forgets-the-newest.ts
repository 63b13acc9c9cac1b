import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-machines-forgets-the-newest',
  breaks: 'sfn:ListStateMachines/behaviour/lists-what-exists',
  does: 'The machine that was created last is not listed.',
  options: {
    rewriteResponse: answers('ListStateMachines', (output) => ({
      ...output,
      stateMachines:
        output.nextToken === undefined ? (output.stateMachines as unknown[]).slice(0, -1) : output.stateMachines,
    })),
  },
};
