import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'test-state-never-fails',
  breaks: 'sfn:TestState/behaviour/failure',
  does: 'A state that fails gives the status SUCCEEDED.',
  options: {
    rewriteResponse: answers('TestState', (output) =>
      output.status === 'FAILED' ? { ...output, status: 'SUCCEEDED' } : output,
    ),
  },
};
