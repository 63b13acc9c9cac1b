import type { TranscriptEntry } from '../harness/record.js';
import type { PageEvent } from './page-model.js';

const MOST_EVENTS = 200;

/** An event as the target gave it. */
export interface RawEvent {
  readonly id: number;
  readonly type: string;
  readonly previousId?: number;
  /** Epoch seconds; 0 where there is none. */
  readonly time: number;
  /** The state that is entered or exited. */
  readonly state?: string;
  readonly about: string;
}

/** What a transcript shows of the execution that was read last. */
export interface ReadHistory {
  /** Its ARN, or what else was asked for. */
  readonly execution: string;
  /** In their order, at most 200. */
  readonly events: readonly RawEvent[];
}

/** The history that the last execution of a case left, from the answers in its transcript; none when the case read none. */
export function readHistory(transcript: readonly TranscriptEntry[]): ReadHistory | undefined {
  const reads = transcript.filter(
    ({ operation, response }) => /^Get(Durable)?ExecutionHistory$/.test(operation) && response?.status === 200,
  );
  const last = reads.at(-1);
  if (last === undefined) return undefined;
  const execution = executionOf(last);
  const events = new Map<number, RawEvent>();
  for (const read of reads) {
    if (executionOf(read) !== execution) continue;
    for (const event of eventsIn(read.response?.body ?? '')) events.set(event.id, event);
  }
  if (events.size === 0) return undefined;
  return { execution, events: [...events.values()].sort((a, b) => a.id - b.id).slice(0, MOST_EVENTS) };
}

/** Events as a page shows them. */
export function timelineOf({ events }: ReadHistory): PageEvent[] {
  const start = events[0]?.time ?? 0;
  return events.map(({ id, type, about, time }) => ({ id, type, about, at: Math.round((time - start) * 1000) / 1000 }));
}

function executionOf({ request }: TranscriptEntry): string {
  const input = parsed(request.body);
  return isObject(input) && typeof input.executionArn === 'string' ? input.executionArn : request.path;
}

function eventsIn(body: string): RawEvent[] {
  return listIn(body).flatMap((event: unknown): RawEvent[] => {
    if (!isObject(event)) return [];
    const id = event.id ?? event.EventId;
    const type = event.type ?? event.EventType;
    if (typeof id !== 'number' || typeof type !== 'string') return [];
    const { previousEventId } = event;
    const details = detailsOf(event);
    const state = /State(Entered|Exited)$/.test(type) ? details?.name : undefined;
    return [
      {
        id,
        type,
        time: timeOf(event.timestamp ?? event.EventTimestamp),
        about: aboutOf(event, details),
        ...(typeof previousEventId === 'number' ? { previousId: previousEventId } : {}),
        ...(typeof state === 'string' ? { state } : {}),
      },
    ];
  });
}

/** The events of an answer; of one that was cut, those that are whole. */
function listIn(body: string): readonly unknown[] {
  const output = parsed(body);
  if (output === undefined) return wholeOnes(body);
  const list = isObject(output) ? (output.events ?? output.Events) : undefined;
  return Array.isArray(list) ? list : [];
}

/** The objects of a list that begins and has no end. */
function wholeOnes(text: string): unknown[] {
  const start = /"events"\s*:\s*\[/i.exec(text);
  if (start === null) return [];
  const found: unknown[] = [];
  let depth = 0;
  let from = 0;
  let inText = false;
  for (let at = start.index + start[0].length; at < text.length; at++) {
    const sign = text[at];
    if (inText) {
      if (sign === '\\') at++;
      else if (sign === '"') inText = false;
    } else if (sign === '"') inText = true;
    else if (sign === '{' && depth++ === 0) from = at;
    else if (sign === '}' && --depth === 0) found.push(parsed(text.slice(from, at + 1)));
  }
  return found;
}

function timeOf(timestamp: unknown): number {
  if (typeof timestamp === 'number') return timestamp;
  const ms = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(ms) ? 0 : ms / 1000;
}

type Members = Readonly<Record<string, unknown>>;

function detailsOf(event: Members): Members | undefined {
  const details = Object.entries(event).find(([name, value]) => name.endsWith('Details') && isObject(value))?.[1];
  return isObject(details) ? details : undefined;
}

const TELLING = ['name', 'error', 'cause', 'resource', 'output', 'input', 'index', 'length'] as const;
const LONGEST = 160;

/** What the event's details say first: a state's name, an error, a value. */
function aboutOf(event: Members, details: Members | undefined): string {
  if (details === undefined) return typeof event.Name === 'string' ? event.Name : '';
  const said = TELLING.flatMap((key) => {
    const value = details[key];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [key === 'name' ? String(value) : `${key} ${value}`];
  });
  const text = said.slice(0, 2).join(', ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
