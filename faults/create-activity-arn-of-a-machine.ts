import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'create-activity-arn-of-a-machine',
  breaks: 'sfn:CreateActivity/behaviour/arn-names-the-activity',
  does: 'The ARN of an activity ends in a number besides its name.',
  edge: {
    rewriteRequest: (request) => ({ ...request, body: request.body.replaceAll(/(:activity:[\w.-]+):1\b/g, '$1') }),
    rewriteAnswer: (answer) => ({
      ...answer,
      body: String(answer.body).replaceAll(/(:activity:[\w.-]+)(?=\\?")/g, '$1:1'),
    }),
  },
};
