import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

interface Event {
  readonly EventType?: unknown;
}

export const freedom: Freedom = {
  id: 'durable-timeouts-without-an-error',
  does: 'The event ExecutionTimedOut says nothing of an error.',
  because: 'The model of the durable API, ExecutionTimedOutDetails: its member Error is optional.',
  ...everyBody((body, { operation }) => {
    const { Events: events } = body as { readonly Events?: unknown };
    if (operation !== 'GetDurableExecutionHistory' || !Array.isArray(events)) return body;
    const bare = (events as readonly Event[]).map((event) =>
      event.EventType === 'ExecutionTimedOut' ? { ...event, ExecutionTimedOutDetails: {} } : event,
    );
    return { ...body, Events: bare };
  }),
};
