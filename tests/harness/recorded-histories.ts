import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value } from '../../harness/judge/body.js';
import { packageRoot } from '../../specs/package-root.js';

/** Recordings of real AWS, which are not part of the project: a test that uses them is skipped, visibly, without them. */
const folder = join(packageRoot, '..', 'shared', 'aws-recordings', 'open');

export const recordingsAreHere = existsSync(folder);

export interface RecordedHistory {
  readonly name: string;
  readonly events: readonly Value[];
}

/**
 * The recorded histories that are whole. The recordings were normalised: JSON objects in inputs and outputs were parsed, so
 * they are made text again. Ones with masked ids (parallel branches) are left out.
 */
export function recordedHistories(): RecordedHistory[] {
  const found: RecordedHistory[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const corpus = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      cases: { id: string; recorded: unknown }[];
    };
    for (const { id, recorded } of corpus.cases) collect(recorded, id, found);
  }
  return found.filter(({ events }) => events.every((event, index) => (event as { id?: unknown }).id === index + 1));
}

function collect(value: unknown, name: string, into: RecordedHistory[]): void {
  if (typeof value !== 'object' || value === null) return;
  if ('events' in value && Array.isArray(value.events) && value.events[0]?.type === 'ExecutionStarted') {
    const last: unknown = value.events.at(-1)?.type;
    if (typeof last === 'string' && /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(last)) {
      into.push({ name, events: value.events.map(asSent) });
    }
  }
  for (const member of Object.values(value)) collect(member, name, into);
}

const TEXTS: ReadonlySet<string> = new Set(['input', 'output', 'cause', 'parameters']);

function asSent(event: Record<string, unknown>): Value {
  const sent = Object.entries(event).map(([name, details]) => {
    if (!name.endsWith('EventDetails') || typeof details !== 'object' || details === null) return [name, details];
    const members = Object.entries(details).map(([member, value]) => [
      member,
      TEXTS.has(member) && typeof value === 'object' ? JSON.stringify(value) : value,
    ]);
    return [name, Object.fromEntries(members)];
  });
  return Object.fromEntries(sent) as Value;
}
