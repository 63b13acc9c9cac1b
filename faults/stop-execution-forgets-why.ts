import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'stop-execution-forgets-why',
  breaks: 'sfn:StopExecution/behaviour/error-and-cause-in-history',
  does: 'The error and cause given to StopExecution are not kept.',
  source: 'https://github.com/floci-io/floci/issues/2734',
  install: given('StopExecution', ({ executionArn }) => ({ executionArn: executionArn! })),
};
