import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-tells-no-revision',
  breaks: 'sfn:UpdateStateMachine/behaviour/revision',
  does: 'An update answers without a revision id.',
  source: 'moto 5.2.5, run',
  options: { rewriteResponse: answers('UpdateStateMachine', (output) => leaving(output, 'revisionId')) },
};
