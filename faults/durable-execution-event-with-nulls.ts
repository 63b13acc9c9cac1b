import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-event-with-nulls',
  breaks: 'durable:execution/event-without-nulls',
  does: 'Operations in the event of a function have a Name and a ParentId of null.',
  source: 'MiniStack 1.4.21, run',
  durable: rule('invocations', () => ({
    event: (event) => ({
      ...event,
      InitialExecutionState: {
        ...event.InitialExecutionState,
        Operations: event.InitialExecutionState.Operations.map(
          (operation) => ({ Name: null, ParentId: null, ...operation }) as unknown as typeof operation,
        ),
      },
    }),
  })),
};
