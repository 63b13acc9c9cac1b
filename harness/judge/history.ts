import { isMembers, type Members, type Value } from './body.js';

/** An event of a history, as far as it can be read: nothing here trusts what a target sent. */
export interface Event {
  /** Its place in the history, from 0. */
  readonly index: number;
  readonly id: number | undefined;
  readonly previous: number | undefined;
  readonly type: string;
  readonly timestamp: Value | undefined;
  /** The members that end in `EventDetails`. */
  readonly detailNames: readonly string[];
  /** The first of them. */
  readonly details: Members;
}

/** A complete history of an execution that has ended, in ascending order. */
export class History {
  readonly events: readonly Event[];
  private readonly byId = new Map<number, Event>();

  /**
   * @param options `data`: whether inputs and outputs were asked for; `description`: what DescribeExecution says of it
   */
  constructor(
    raw: readonly Value[],
    readonly options: { readonly data: boolean; readonly description?: Members } = { data: true },
  ) {
    this.events = raw.map(readEvent);
    for (const event of this.events) {
      if (event.id !== undefined && !this.byId.has(event.id)) this.byId.set(event.id, event);
    }
  }

  /** The event that `event` points at, when it is there. */
  previousOf(event: Event): Event | undefined {
    return event.previous === undefined ? undefined : this.byId.get(event.previous);
  }

  has(type: (name: string) => boolean): boolean {
    return this.events.some((event) => type(event.type));
  }

  /** Whether any event says what it follows on. Where none does, that alone is wrong, and no law about what follows on what. */
  get hasPointers(): boolean {
    return this.events.some(({ previous }) => previous !== undefined);
  }

  get last(): Event | undefined {
    return this.events.at(-1);
  }
}

function readEvent(raw: Value, index: number): Event {
  const event: Members = isMembers(raw) ? raw : {};
  const detailNames = Object.keys(event).filter((name) => name.endsWith('EventDetails') && event[name] !== null);
  const details = detailNames[0] === undefined ? undefined : event[detailNames[0]];
  return {
    index,
    id: typeof event.id === 'number' ? event.id : undefined,
    previous: typeof event.previousEventId === 'number' ? event.previousEventId : undefined,
    type: typeof event.type === 'string' ? event.type : '',
    timestamp: event.timestamp,
    detailNames,
    details: isMembers(details) ? details : {},
  };
}

/** A place where a history breaks a law. */
export interface LawBreach {
  readonly expected: string;
  readonly actual: string;
}

/** What a law found. It says nothing about a history that has no place it speaks of. */
export interface LawResult {
  readonly places: number;
  readonly breaches: readonly LawBreach[];
}

/** A claim about any complete history. Its id is that of its statement, where there is one. */
export interface Law {
  readonly id: `history:${string}`;
  /** Absent: it holds in every edition. */
  readonly editions?: readonly string[];
  readonly check: (history: History) => LawResult;
}

/** A law that speaks of each event that `of` selects. `holds` gives what is wrong, or nothing. */
export function forEach(
  history: History,
  of: (event: Event) => boolean,
  wrong: (event: Event) => LawBreach | undefined,
): LawResult {
  const places = history.events.filter(of);
  return { places: places.length, breaches: places.map(wrong).filter((breach) => breach !== undefined) };
}

export const notApplicable: LawResult = { places: 0, breaches: [] };

/** `event 5 (TaskStateExited)`, for people. */
export function named(event: Event | undefined): string {
  if (event === undefined) return 'no event of this history';
  return `event ${event.id ?? `at place ${event.index + 1}`} (${event.type || 'without a type'})`;
}

/** What an event points at, for people. */
export function pointsAt(history: History, event: Event): string {
  const previous = history.previousOf(event);
  if (event.previous === undefined) return `${named(event)} has no previousEventId`;
  return `${named(event)} points at ${previous === undefined ? String(event.previous) : named(previous)}`;
}

const TERMINAL: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

export const isTerminal = (event: Event): boolean => TERMINAL.has(event.type);
export const isEntered = (event: Event): boolean => event.type.endsWith('StateEntered');
export const isExited = (event: Event): boolean => event.type.endsWith('StateExited');
export const isRedriven = (event: Event): boolean => event.type === 'ExecutionRedriven';

/** Map and Parallel: what makes events of one execution stand side by side. */
export const isBranching = (type: string): boolean => /^(Map|Parallel)/.test(type);

/** The name of the state that an Entered or Exited event is of. */
export const stateName = (event: Event): string => (typeof event.details.name === 'string' ? event.details.name : '');

/** `Task` of `TaskStateEntered`. */
export const stateType = (event: Event): string => event.type.replace(/State(Entered|Exited)$/, '');
