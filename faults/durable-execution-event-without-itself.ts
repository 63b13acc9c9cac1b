import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-event-without-itself',
  breaks: 'durable:execution/first-operation-is-the-execution',
  does: 'The event of a function does not hold the EXECUTION.',
  durable: rule('invocations', () => ({
    event: (event) => ({
      ...event,
      InitialExecutionState: {
        ...event.InitialExecutionState,
        Operations: event.InitialExecutionState.Operations.filter(({ Type }) => Type !== 'EXECUTION'),
      },
    }),
  })),
};
