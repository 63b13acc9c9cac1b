import { isMembers, type Members } from '../judge/body.js';

/** An event, and what it is called where ids mean nothing: its type, and the state or iteration that it is about. */
export interface Labelled {
  /** Its place in the history, from 0. */
  readonly index: number;
  readonly type: string;
  /** `PassStateEntered Pass 1`. */
  readonly label: string;
  readonly details: Members;
  /** The label of the event before it in its chain; `nothing` for the first. */
  readonly previous: string;
  /** Milliseconds since the execution began. */
  readonly atMs: number;
}

/** An event as a target sent it: nothing is taken for granted. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** What a details member holds that two runs of one machine never share, or that a law of its own is about. */
const FREE: ReadonlySet<string> = new Set([
  'inputDetails',
  'outputDetails',
  'assignedVariablesDetails',
  'workerName',
  'mapRunArn',
  'roleArn',
]);

function detailsOf(event: RawEvent): Members {
  for (const [name, value] of Object.entries(event)) {
    if (!name.endsWith('EventDetails') || !isMembers(value)) continue;
    return Object.fromEntries(Object.entries(value).filter(([member, held]) => !FREE.has(member) && held !== null));
  }
  return {};
}

const secondsOf = ({ timestamp }: RawEvent): number => (typeof timestamp === 'number' ? timestamp : Number.NaN);

/** The events of a history with their labels. */
export function labelled(events: readonly RawEvent[]): Labelled[] {
  const byId = new Map<unknown, number>();
  for (const [index, event] of events.entries()) if (!byId.has(event.id)) byId.set(event.id, index);
  const details = events.map(detailsOf);
  const subjects: string[] = [];
  const previousOf = (index: number): number | undefined => {
    const previous = byId.get(events[index]!.previousEventId);
    return previous !== undefined && previous < index ? previous : undefined;
  };
  const start = events.length > 0 ? secondsOf(events[0]!) : 0;
  const labels: string[] = [];
  return events.map((event, index) => {
    const { name, index: iteration } = details[index]!;
    const previous = previousOf(index);
    const type = String(event.type);
    // An event without a name is about what its chain is about; a history without chains is told from one event to the next.
    const inherited = subjects[previous ?? index - 1] ?? '';
    const own =
      typeof name === 'string' ? (iteration === undefined ? name : `${name} ${String(iteration)}`) : inherited;
    subjects.push(own);
    labels.push(type.startsWith('Execution') || own === '' ? type : `${type} ${own}`);
    return {
      index,
      type,
      label: labels[index]!,
      details: details[index]!,
      previous: previous === undefined ? 'nothing' : labels[previous]!,
      atMs: Math.round((secondsOf(event) - start) * 1000),
    };
  });
}

/** Whether states of one execution stand side by side, so that the order of events is open. */
export const isBranched = (events: readonly Labelled[]): boolean =>
  events.some(({ type }) => /^(Parallel|Map)State(Entered|Started)$/.test(type));

/** Whether a branch or an iteration failed: how far those beside it came is open. */
export const isBroken = (events: readonly Labelled[]): boolean =>
  events.some(({ type }) => /^(Parallel|Map)State(Failed|Aborted)$|^MapIteration(Failed|Aborted)$/.test(type));
