import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'context-without-state',
  breaks: 'asl:context/state',
  does: 'The context object says nothing of the state.',
  source: 'https://github.com/localstack/localstack/issues/11950',
  options: {
    rules: {
      contextObject: ({ State: _state, ...context }) => context,
    },
  },
};
