import type { Fault } from '../engine/fault.js';
import type { Output } from '../engine/index.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-machines-without-types',
  breaks: 'sfn:StateMachineListItem/type/required',
  does: 'The items of ListStateMachines have no type.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    rewriteResponse: answers('ListStateMachines', (output) => ({
      ...output,
      stateMachines: (output.stateMachines as readonly Output[]).map((item) => leaving(item, 'type')),
    })),
  },
};
