import { Doc, type Json } from '../asl/doc.js';
import type { Clock } from '../clock.js';
import type { EditionFacts } from './edition.js';
import { type History, type HistoryEvent, type HistoryEventType, historyEventTypes } from './history-event.js';

/** The number that stands for each event type in a history's log. */
export const eventCode = Object.fromEntries(historyEventTypes.map((type, code) => [type, code])) as Readonly<
  Record<HistoryEventType, number>
>;

/** The details of an event as they are kept: members that are there already, and a document to be put beside them. */
export type Details = object;

/** An output together with the variables that the state assigned. */
export class Exit {
  constructor(
    readonly output: Doc,
    readonly assigned: ReadonlyMap<string, Json>,
  ) {}
}

/** Thrown when an event would be one too many. */
export class HistoryFull extends Error {}

/** Which member holds an event's details, and under what name its document goes in. */
interface Rendering {
  readonly member: `${string}EventDetails`;
  /** Whether what is kept of it is its state. */
  readonly ofState: boolean;
  readonly document: 'input' | 'output' | 'parameters' | undefined;
  /** What says whether the document was cut. */
  readonly documentDetails: 'inputDetails' | 'outputDetails' | undefined;
}

function renderingOf(type: HistoryEventType): Rendering | undefined {
  if (/StateEntered$/.test(type)) return rendering('stateEnteredEventDetails', true, 'input');
  if (/StateExited$/.test(type)) return rendering('stateExitedEventDetails', true, 'output');
  if (!detailed.has(type)) return undefined;
  return rendering(`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`, false, documents[type]);
}

function rendering(
  member: Rendering['member'],
  ofState: boolean,
  document: Rendering['document'] | undefined,
): Rendering {
  const documentDetails =
    document === undefined || document === 'parameters' ? undefined : (`${document}Details` as const);
  return { member, ofState, document, documentDetails };
}

const documents: Partial<Record<HistoryEventType, 'input' | 'output' | 'parameters'>> = {
  ExecutionStarted: 'input',
  ExecutionSucceeded: 'output',
  ActivityScheduled: 'input',
  ActivitySucceeded: 'output',
  LambdaFunctionScheduled: 'input',
  LambdaFunctionSucceeded: 'output',
  TaskScheduled: 'parameters',
  TaskSubmitted: 'output',
  TaskSucceeded: 'output',
};

/** Types whose details have a member of their own. The others (LambdaFunctionStarted, MapStateFailed, ...) have none. */
const detailed: ReadonlySet<HistoryEventType> = new Set([
  ...(Object.keys(documents) as HistoryEventType[]),
  'ActivityFailed',
  'ActivityScheduleFailed',
  'ActivityStarted',
  'ActivityTimedOut',
  'EvaluationFailed',
  'ExecutionAborted',
  'ExecutionFailed',
  'ExecutionRedriven',
  'ExecutionTimedOut',
  'LambdaFunctionFailed',
  'LambdaFunctionScheduleFailed',
  'LambdaFunctionStartFailed',
  'LambdaFunctionTimedOut',
  'MapIterationAborted',
  'MapIterationFailed',
  'MapIterationStarted',
  'MapIterationSucceeded',
  'MapRunFailed',
  'MapRunRedriven',
  'MapRunStarted',
  'MapStateStarted',
  'TaskFailed',
  'TaskStartFailed',
  'TaskStarted',
  'TaskSubmitFailed',
  'TaskTimedOut',
]);

const renderings = historyEventTypes.map(renderingOf);

/** Events are kept as four numbers and references in a row; the shape of the API is made when they are read. */
const FIELDS = 4;
/** The type and the previous event's id share a number: this many types at most. */
const TYPES = 64;

export class EventLog implements History {
  /** For each event: type and previous id, milliseconds since the start, details, document. */
  private readonly log: (number | Details | Doc | Exit | undefined)[] = [];
  private readonly known: readonly boolean[];
  private readonly dataDetails: boolean;

  /**
   * @param start what times are kept relative to, milliseconds since the epoch
   * @param limit the most events, of which the last must end the execution
   */
  constructor(
    private readonly clock: Clock,
    private readonly start: number,
    readonly limit: number,
    edition: EditionFacts,
  ) {
    this.known = knownTypes(edition);
    this.dataDetails = edition.dataDetails;
  }

  get length(): number {
    return this.log.length / FIELDS;
  }

  /**
   * Adds an event.
   * @returns its id; or `previous` for a type that the edition does not know, so that the chain passes it by
   * @throws HistoryFull when only the event that ends the execution has room
   */
  add(type: number, previous: number, details?: Details, document?: Doc | Exit): number {
    if (!this.known[type]) return previous;
    const id = this.log.length / FIELDS + 1;
    if (id >= this.limit) throw new HistoryFull();
    this.log.push(previous * TYPES + type, this.clock.now() - this.start, details, document);
    return id;
  }

  /** As {@link add}, for an event that ends the execution. */
  close(type: number, previous: number, details?: Details, document?: Doc): number {
    this.log.push(previous * TYPES + type, this.clock.now() - this.start, details, document);
    return this.log.length / FIELDS;
  }

  /** When the event `id` happened, milliseconds since the epoch. */
  timeOf(id: number): number {
    return this.start + (this.log[(id - 1) * FIELDS + 1] as number);
  }

  event(index: number): HistoryEvent {
    const at = index * FIELDS;
    const head = this.log[at] as number;
    const type = head % TYPES;
    const event: Writable<HistoryEvent> = {
      timestamp: (this.start + (this.log[at + 1] as number)) / 1000,
      type: historyEventTypes[type]!,
      id: index + 1,
      previousEventId: Math.floor(head / TYPES),
    };
    const rendering = renderings[type];
    if (rendering !== undefined) {
      event[rendering.member] = this.details(
        rendering,
        this.log[at + 2] as Details | undefined,
        this.log[at + 3] as Doc | Exit | undefined,
      );
    }
    return event;
  }

  page(from: number, count: number, reverse = false): HistoryEvent[] {
    const { length } = this;
    const end = Math.min(from + count, length);
    const events: HistoryEvent[] = [];
    for (let index = Math.max(from, 0); index < end; index++) {
      events.push(this.event(reverse ? length - 1 - index : index));
    }
    return events;
  }

  private details(
    { ofState, document: name, documentDetails }: Rendering,
    kept: Details | undefined,
    document: Doc | Exit | undefined,
  ): Record<string, unknown> {
    const details: Record<string, unknown> = ofState ? { name: (kept as { name: string }).name } : { ...kept };
    if (name === undefined || document === undefined) return details;
    details[name] = (document instanceof Doc ? document : document.output).text;
    if (this.dataDetails && documentDetails !== undefined) details[documentDetails] = { truncated: false };
    if (document instanceof Exit) {
      details.assignedVariables = Object.fromEntries(
        [...document.assigned].map(([variable, value]) => [variable, JSON.stringify(value)]),
      );
      details.assignedVariablesDetails = { truncated: false };
    }
    return details;
  }
}

type Writable<Value> = { -readonly [Member in keyof Value]: Value[Member] };

const known = new WeakMap<EditionFacts, readonly boolean[]>();

function knownTypes(edition: EditionFacts): readonly boolean[] {
  let types = known.get(edition);
  if (types === undefined) {
    types = historyEventTypes.map((type) => edition.eventTypes.has(type));
    known.set(edition, types);
  }
  return types;
}
