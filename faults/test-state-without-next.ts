import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'test-state-without-next',
  breaks: 'sfn:TestState/behaviour/next-state',
  does: 'TestState does not tell which state would come next.',
  options: { rewriteResponse: answers('TestState', (output) => leaving(output, 'nextState')) },
};
