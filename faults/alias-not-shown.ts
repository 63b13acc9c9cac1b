import type { Fault } from '../engine/fault.js';
import { answers, leaving } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-not-shown',
  breaks: 'sfn:StartExecution/behaviour/of-an-alias',
  does: 'An execution that was started by an alias does not show the alias.',
  source: 'MiniStack 1.5.33, run',
  options: { rewriteResponse: answers('DescribeExecution', (output) => leaving(output, 'stateMachineAliasArn')) },
};
