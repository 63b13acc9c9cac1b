import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'start-execution-arn-in-capitals',
  breaks: 'sfn:StartExecution/behaviour/arn-names-machine-and-execution',
  does: 'The ARN of an execution has the resource type Execution, with a capital letter.',
  source: 'https://github.com/sivchari/kumo/issues/862',
  edge: {
    rewriteRequest: (request) => ({ ...request, body: request.body.replaceAll(':Execution:', ':execution:') }),
    rewriteAnswer: (answer) => ({ ...answer, body: String(answer.body).replaceAll(':execution:', ':Execution:') }),
  },
};
