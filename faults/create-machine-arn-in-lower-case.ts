import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'create-machine-arn-in-lower-case',
  breaks: 'sfn:CreateStateMachine/behaviour/arn-names-the-machine',
  does: 'The ARN of a machine has the resource type statemachine, in small letters.',
  edge: {
    rewriteRequest: (request) => ({ ...request, body: request.body.replaceAll(':statemachine:', ':stateMachine:') }),
    rewriteAnswer: (answer) => ({
      ...answer,
      body: String(answer.body).replaceAll(':stateMachine:', ':statemachine:'),
    }),
  },
};
