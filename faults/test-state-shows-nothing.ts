import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'test-state-shows-nothing',
  breaks: 'sfn:TestState/behaviour/debug',
  does: 'At inspection level DEBUG nothing more is shown.',
  source: 'https://github.com/localstack/localstack/issues/13215',
  options: { rewriteResponse: answers('TestState', (output) => leaving(output, 'inspectionData')) },
};
