import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'context-retry-count-stays-zero',
  breaks: 'asl:context/retry-count',
  does: "The context object's RetryCount is always 0.",
  options: {
    rules: {
      contextObject: (context) => {
        const state = context.State as JsonObject;
        return 'RetryCount' in state ? { ...context, State: { ...state, RetryCount: 0 } } : context;
      },
    },
  },
};
