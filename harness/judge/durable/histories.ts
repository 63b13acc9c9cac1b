import type { SentRequest } from '../../exchange.js';
import { isMembers, type Members, type Value } from '../body.js';
import { RecentMap } from '../recent.js';
import { DurableHistory } from './history.js';

const PATH = /^\/2025-12-01\/durable-executions\/([^/]+)(?:\/(\w+))?$/;

/** How much is kept of what was seen: a proxy may watch for weeks. */
const MOST_WALKS = 256;
const MOST_EXECUTIONS = 4_096;

interface Pages {
  readonly events: readonly Value[];
  readonly reverse: boolean;
}

/** Watches the answers of a case for histories that were read to the last page, whoever asked for the pages. */
export class DurableHistoryWatch {
  private readonly open = new RecentMap<string, Pages>(MOST_WALKS);
  private readonly status = new RecentMap<string, string>(MOST_EXECUTIONS);

  /** Looks at a success, and gives the history that it completes. */
  see(operation: string, request: SentRequest, output: Members): DurableHistory | undefined {
    const url = new URL(request.url);
    const arn = decoded(PATH.exec(url.pathname)?.[1]);
    if (arn === undefined) return undefined;
    switch (operation) {
      case 'GetDurableExecution':
        if (typeof output.Status === 'string') this.status.set(arn, output.Status);
        return undefined;
      case 'GetDurableExecutionHistory':
        return this.page(arn, url.searchParams, output);
      default:
        return undefined;
    }
  }

  private page(arn: string, query: URLSearchParams, { Events, NextMarker }: Members): DurableHistory | undefined {
    if (!Array.isArray(Events)) return undefined;
    const marker = query.get('Marker');
    const before =
      marker === null
        ? { events: [], reverse: query.get('ReverseOrder') === 'true' }
        : this.open.get(`${arn} ${marker}`);
    if (before === undefined) return undefined;
    const all: Pages = { ...before, events: [...before.events, ...Events] };
    if (typeof NextMarker === 'string' && NextMarker !== '') {
      this.open.set(`${arn} ${NextMarker}`, all);
      return undefined;
    }
    return new DurableHistory(all.reverse ? oldestFirst(all.events) : all.events, this.status.get(arn));
  }
}

/**
 * What was asked for newest first, by the events' ids: that a target ignores the wish is another claim, that of
 * `durable:GetDurableExecutionHistory/behaviour/reverse`. Without ids, turned round.
 */
function oldestFirst(events: readonly Value[]): readonly Value[] {
  const ids = events.map((event) => (isMembers(event) ? event.EventId : undefined));
  if (!ids.every((id) => typeof id === 'number')) return events.toReversed();
  return events
    .map((event, place) => ({ event, id: ids[place]! }))
    .sort((a, b) => a.id - b.id)
    .map(({ event }) => event);
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
