import type { SentRequest } from '../../exchange.js';
import type { Members, Value } from '../body.js';
import { DurableHistory } from './history.js';

const PATH = /^\/2025-12-01\/durable-executions\/([^/]+)(?:\/(\w+))?$/;

interface Pages {
  readonly events: readonly Value[];
  readonly reverse: boolean;
}

/** Watches the answers of a case for histories that were read to the last page, whoever asked for the pages. */
export class DurableHistoryWatch {
  private readonly open = new Map<string, Pages>();
  private readonly status = new Map<string, string>();

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
    return new DurableHistory(all.reverse ? all.events.toReversed() : all.events, this.status.get(arn));
  }
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
