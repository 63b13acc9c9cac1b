import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-machine-reformats',
  breaks: 'sfn:DescribeStateMachine/behaviour/definition-as-given',
  does: 'The definition is written anew, without the spaces that it was given with.',
  options: {
    rewriteResponse: answers('DescribeStateMachine', (output) => ({
      ...output,
      definition: JSON.stringify(JSON.parse(String(output.definition))),
    })),
  },
};
