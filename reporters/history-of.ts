import type { TranscriptEntry } from '../harness/record.js';
import type { PageEvent } from './page-model.js';

const MOST_EVENTS = 200;

/**
 * The history that the last execution of a case left, from the answers in its transcript: the events in their order, at most
 * 200. Empty when the case read no history, or its answer was cut or is none.
 */
export function historyOf(transcript: readonly TranscriptEntry[]): PageEvent[] {
  const reads = transcript.filter(
    ({ operation, response }) =>
      /^Get(Durable)?ExecutionHistory$|^GetDurableExecutionHistory$/.test(operation) && response?.status === 200,
  );
  const last = reads.at(-1);
  if (last === undefined) return [];
  const of = executionOf(last);
  const events = new Map<number, PageEvent & { readonly time: number }>();
  for (const read of reads) {
    if (executionOf(read) !== of) continue;
    for (const event of eventsIn(read.response?.body ?? '')) events.set(event.id, event);
  }
  const sorted = [...events.values()].sort((a, b) => a.id - b.id).slice(0, MOST_EVENTS);
  const start = sorted[0]?.time ?? 0;
  return sorted.map(({ id, type, about, time }) => ({ id, type, about, at: Math.round((time - start) * 1000) / 1000 }));
}

function executionOf({ request }: TranscriptEntry): unknown {
  const input = parsed(request.body);
  return isObject(input) ? input.executionArn : request.path;
}

function eventsIn(body: string): (PageEvent & { readonly time: number })[] {
  const output = parsed(body);
  const list = isObject(output) ? (output.events ?? output.Events) : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((event: unknown) => {
    if (!isObject(event)) return [];
    const id = event.id ?? event.EventId;
    const type = event.type ?? event.EventType;
    if (typeof id !== 'number' || typeof type !== 'string') return [];
    return [{ id, type, about: aboutOf(event), at: 0, time: timeOf(event.timestamp ?? event.EventTimestamp) }];
  });
}

/** Epoch seconds. */
function timeOf(timestamp: unknown): number {
  if (typeof timestamp === 'number') return timestamp;
  const ms = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return Number.isNaN(ms) ? 0 : ms / 1000;
}

const TELLING = ['name', 'error', 'cause', 'resource', 'output', 'input', 'index', 'length'] as const;
const LONGEST = 160;

/** What the event's details say first: a state's name, an error, a value. */
function aboutOf(event: Readonly<Record<string, unknown>>): string {
  const details = Object.entries(event).find(([name]) => name.endsWith('Details'))?.[1];
  if (!isObject(details)) return typeof event.Name === 'string' ? event.Name : '';
  const said = TELLING.flatMap((key) => {
    const value = details[key];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [key === 'name' ? String(value) : `${key} ${value}`];
  });
  const text = said.slice(0, 2).join(', ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
