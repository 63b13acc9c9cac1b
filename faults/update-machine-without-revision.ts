import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-without-revision',
  breaks: 'sfn:UpdateStateMachine/behaviour/revision',
  does: 'An update returns the same revision id each time.',
  options: {
    rewriteResponse: answers('UpdateStateMachine', (output) => ({
      ...output,
      revisionId: '00000000-0000-4000-8000-000000000000',
    })),
  },
};
