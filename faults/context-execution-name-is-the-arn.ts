import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'context-execution-name-is-the-arn',
  breaks: 'asl:context/execution',
  does: 'The name of the execution in the context object is its ARN.',
  options: {
    rules: {
      contextObject: (context) => {
        const execution = context.Execution as JsonObject;
        return { ...context, Execution: { ...execution, Name: execution.Id ?? null } };
      },
    },
  },
};
