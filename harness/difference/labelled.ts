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

/** What a history's events are about. */
class Subjects {
  private readonly known: string[] = [];

  constructor(
    private readonly types: readonly string[],
    private readonly details: readonly Members[],
    private readonly previous: readonly (number | undefined)[],
  ) {
    for (const index of types.keys()) this.known.push(this.find(index));
  }

  of(index: number): string {
    return this.known[index]!;
  }

  private find(index: number): string {
    const { name, index: iteration } = this.details[index]!;
    if (typeof name === 'string') return iteration === undefined ? name : `${name} ${String(iteration)}`;
    // An event without a name is about what its chain is about; a history without chains is told from one event to the next.
    const before = this.previous[index] ?? index - 1;
    const join = JOIN.exec(this.types[index]!);
    return (join === null ? this.known[before] : this.joined(before, join[1]!)) ?? '';
  }

  /** The state whose branches or iterations end with an event: the one that began last and has not been left. */
  private joined(from: number, type: string): string | undefined {
    let inside = 0;
    for (let at: number | undefined = from; at !== undefined && at >= 0; at = this.previous[at]) {
      if (this.types[at] === `${type}StateExited`) inside++;
      if (this.types[at] !== `${type}StateStarted`) continue;
      if (inside === 0) return this.known[at];
      inside--;
    }
    return undefined;
  }
}

const JOIN = /^(Parallel|Map)State(?:Succeeded|Failed|Aborted)$/;

/** The events of a history with their labels. */
export function labelled(events: readonly RawEvent[]): Labelled[] {
  const byId = new Map<unknown, number>();
  for (const [index, event] of events.entries()) if (!byId.has(event.id)) byId.set(event.id, index);
  const details = events.map(detailsOf);
  const types = events.map(({ type }) => String(type));
  const previous = events.map(({ previousEventId }, index) => {
    const found = byId.get(previousEventId);
    return found !== undefined && found < index ? found : undefined;
  });
  const subjects = new Subjects(types, details, previous);
  const start = events.length > 0 ? secondsOf(events[0]!) : 0;
  const labels = types.map((type, index) => {
    const subject = subjects.of(index);
    return type.startsWith('Execution') || subject === '' ? type : `${type} ${subject}`;
  });
  return events.map((event, index) => ({
    index,
    type: types[index]!,
    label: labels[index]!,
    details: details[index]!,
    previous: previous[index] === undefined ? 'nothing' : labels[previous[index]]!,
    atMs: Math.round((secondsOf(event) - start) * 1000),
  }));
}

/** Whether states of one execution stand side by side, so that the order of events is open. */
export const isBranched = (events: readonly Labelled[]): boolean =>
  events.some(({ type }) => /^(Parallel|Map)State(Entered|Started)$/.test(type));

/**
 * Whether a branch or an iteration failed: how far those beside it came is open. Some errors end the execution from within,
 * and the Parallel or Map state is then never left.
 */
export const isBroken = (events: readonly Labelled[]): boolean => {
  const count = (pattern: RegExp): number => events.filter(({ type }) => pattern.test(type)).length;
  return (
    count(/^(Parallel|Map)State(Failed|Aborted)$|^MapIteration(Failed|Aborted)$/) > 0 ||
    (events.at(-1)?.type === 'ExecutionFailed' &&
      count(/^(Parallel|Map)StateEntered$/) > count(/^(Parallel|Map)StateExited$/))
  );
};
