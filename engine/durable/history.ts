import type { ErrorObject, EventData, EventDetails, EventType, HistoryEvent } from './shapes.js';

/** What an event is about: an operation, or the execution itself. InvocationCompleted is about neither and has no Id. */
export interface EventSubject {
  readonly id: string;
  readonly name?: string;
  readonly parentId?: string;
  readonly subType?: string;
}

export interface RecordedEvent {
  readonly type: EventType;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly subject?: EventSubject;
  readonly details: EventDetails;
}

/** Data of an event, in its wrapper. A result that does not exist leaves the wrapper without a Payload. */
export const eventData = <T extends string | ErrorObject>(payload: T | undefined): EventData<T> =>
  payload === undefined ? { Truncated: false } : { Payload: payload, Truncated: false };

/** The events of one execution, oldest first, EventIds from 1 without a gap. */
export class DurableHistory {
  private readonly events: RecordedEvent[] = [];

  get length(): number {
    return this.events.length;
  }

  add(event: RecordedEvent): void {
    this.events.push(event);
  }

  /** The event with that EventId, in the API's shape. */
  event(eventId: number): HistoryEvent {
    const { type, at, subject, details } = this.events[eventId - 1]!;
    return {
      EventType: type,
      EventId: eventId,
      EventTimestamp: at / 1000,
      ...(subject && {
        Id: subject.id,
        ...(subject.name !== undefined && { Name: subject.name }),
        ...(subject.parentId !== undefined && { ParentId: subject.parentId }),
        ...(subject.subType !== undefined && { SubType: subject.subType }),
      }),
      [`${type}Details`]: details,
    } as HistoryEvent;
  }
}
