import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'context-input-as-text',
  breaks: 'asl:templates/context',
  does: "The context object holds the execution's input as text.",
  options: {
    rules: {
      contextObject: (context) => {
        const execution = context.Execution as JsonObject;
        return { ...context, Execution: { ...execution, Input: JSON.stringify(execution.Input) } };
      },
    },
  },
};
