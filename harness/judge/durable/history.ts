import { isMembers, type Members, type Value } from '../body.js';
import type { LawBreach, LawResult } from '../history.js';

/** An event of a durable history, as far as it can be read: nothing here trusts what a target sent. */
export interface DurableHistoryEvent {
  /** Its place, from 0, oldest first. */
  readonly index: number;
  readonly type: string;
  readonly eventId: Value | undefined;
  readonly timestamp: Value | undefined;
  /** Of the operation, or of the execution. */
  readonly id: string | undefined;
  readonly parentId: string | undefined;
  readonly name: string | undefined;
  readonly subType: string | undefined;
  /** The members that end in `Details`. */
  readonly detailNames: readonly string[];
  readonly details: Members;
}

const text = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function readEvent(raw: Value, index: number): DurableHistoryEvent {
  const event: Members = isMembers(raw) ? raw : {};
  const detailNames = Object.keys(event).filter((name) => name.endsWith('Details') && event[name] !== null);
  const details = event[`${text(event.EventType)}Details`];
  return {
    index,
    type: text(event.EventType) ?? '',
    eventId: event.EventId,
    timestamp: event.EventTimestamp,
    id: text(event.Id),
    parentId: text(event.ParentId),
    name: text(event.Name),
    subType: text(event.SubType),
    detailNames,
    details: isMembers(details) ? details : {},
  };
}

/** A history read to its last page, oldest first: of an execution that has ended, or as far as it had come. */
export class DurableHistory {
  readonly events: readonly DurableHistoryEvent[];

  /** @param status of the execution, when an answer said so before the history was read */
  constructor(
    raw: readonly Value[],
    readonly status: string | undefined,
  ) {
    this.events = raw.map(readEvent);
  }

  get hasEnded(): boolean {
    return (this.status !== undefined && this.status !== 'RUNNING') || this.events.some(isTerminal);
  }
}

/** The terminal event of each status that an execution ends with. */
export const TERMINAL: Readonly<Record<string, string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  STOPPED: 'ExecutionStopped',
};

export const TERMINAL_EVENTS: ReadonlySet<string> = new Set(Object.values(TERMINAL));

export const isTerminal = (event: DurableHistoryEvent): boolean => TERMINAL_EVENTS.has(event.type);

export const named = (event: DurableHistoryEvent): string =>
  `event ${event.index + 1} (${event.type || 'without a type'}${event.id === undefined ? '' : ` of ${event.id}`})`;

/** A claim about any durable history. Its id is that of its statement. */
export interface DurableLaw {
  readonly id: `durable:history/${string}`;
  readonly check: (history: DurableHistory) => LawResult;
}

/** A law that speaks of each event that `of` selects. */
export function forEachEvent(
  history: DurableHistory,
  of: (event: DurableHistoryEvent) => boolean,
  wrong: (event: DurableHistoryEvent) => LawBreach | undefined,
): LawResult {
  const places = history.events.filter(of);
  return { places: places.length, breaches: places.map(wrong).filter((breach) => breach !== undefined) };
}
