import type { Output, ResponseRewriter } from '../../engine/index.js';

/** An event as the API shows it. */
export interface Event {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: number;
  readonly [member: string]: unknown;
}

/** Histories with each event changed, left out (`[]`) or followed by others. Numbers and chains stay as they are given. */
export function eachEvent(
  change: (event: Event, index: number, events: readonly Event[]) => Event | readonly Event[],
): ResponseRewriter {
  return (operation, output) => {
    if (operation !== 'GetExecutionHistory') return output;
    const events = output.events as readonly Event[];
    return { ...output, events: events.flatMap((event, index) => change(event, index, events)) };
  };
}

/** Histories with some events left out, and the rest numbered and chained anew, as if they had never been there. */
export function withoutEvents(isLeftOut: (event: Event, events: readonly Event[]) => boolean): ResponseRewriter {
  return (operation, output) => {
    if (operation !== 'GetExecutionHistory') return output;
    const events = output.events as readonly Event[];
    const chronological = [...events].sort((a, b) => a.id - b.id);
    const gone = new Map(
      chronological.filter((event) => isLeftOut(event, chronological)).map((event) => [event.id, event]),
    );
    const kept = chronological.filter(({ id }) => !gone.has(id));
    const first = chronological[0]?.id ?? 1;
    const numbers = new Map(kept.map(({ id }, index) => [id, first + index]));
    const follow = (id: number): number => {
      const removed = gone.get(id);
      return removed === undefined ? (numbers.get(id) ?? id) : follow(removed.previousEventId);
    };
    const renumbered = (event: Event): Event => ({
      ...event,
      id: numbers.get(event.id) ?? event.id,
      previousEventId: follow(event.previousEventId),
    });
    return { ...output, events: events.filter(({ id }) => !gone.has(id)).map(renumbered) };
  };
}

/** The details of an event, changed. An event without details stays as it is. */
export function withDetails(
  event: Event,
  change: (details: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Event {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return member === undefined ? event : { ...event, [member]: change(event[member] as Record<string, unknown>) };
}

/** Histories in which events of a type point at the last event of another type before them. */
export function pointing(type: string, at: string): ResponseRewriter {
  return eachEvent((event, _index, events) => {
    const target = events.findLast((other) => other.type === at && other.id < event.id);
    return event.type === type && target !== undefined ? { ...event, previousEventId: target.id } : event;
  });
}

/** The name of the state that an event enters or exits. */
export function stateOf(event: Event): string | undefined {
  const details = event.stateEnteredEventDetails ?? event.stateExitedEventDetails;
  return (details as { readonly name?: string } | undefined)?.name;
}

/** What was said and what should have been, both ways: for two that are told in one. */
export function both(...rewriters: readonly ResponseRewriter[]): ResponseRewriter {
  return (operation, output, input) =>
    rewriters.reduce<Output>((changed, rewrite) => rewrite(operation, changed, input), output);
}
