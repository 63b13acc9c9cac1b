import { isMembers, type Members, type Value } from './body.js';
import { RecentMap, RecentSet } from './recent.js';

/** A history put together from its pages, in the order of the events' ids. */
export interface WholeHistory {
  readonly executionArn: string;
  readonly events: readonly Value[];
  /** Whether inputs and outputs were asked for. */
  readonly data: boolean;
  /** What DescribeExecution last said of the execution, after it had ended. */
  readonly description?: Members;
}

interface Pages {
  readonly executionArn: string;
  readonly events: readonly Value[];
  readonly data: boolean;
}

/** How much is kept of what was seen: a proxy may watch for weeks. */
const MOST_WALKS = 256;
const MOST_EXECUTIONS = 4_096;

const TERMINAL_STATUS: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
const TERMINAL_EVENT = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/**
 * Watches the answers of a case for histories that are whole: read to the last page, of an execution that has ended. Pages
 * are put together by their tokens, whoever asked for them.
 */
export class HistoryWatch {
  private readonly open = new RecentMap<string, Pages>(MOST_WALKS);
  private readonly ended = new RecentSet<string>(MOST_EXECUTIONS);
  private readonly descriptions = new RecentMap<string, Members>(MOST_EXECUTIONS);

  /** Looks at a success, and gives the history that it completes. */
  see(operation: string, request: Members, output: Members): WholeHistory | undefined {
    switch (operation) {
      case 'DescribeExecution':
        this.noteDescription(request, output);
        return undefined;
      case 'StopExecution':
        if (typeof request.executionArn === 'string') this.ended.add(request.executionArn);
        return undefined;
      case 'RedriveExecution':
        if (typeof request.executionArn === 'string') this.forget(request.executionArn);
        return undefined;
      case 'GetExecutionHistory':
        return this.page(request, output);
      default:
        return undefined;
    }
  }

  private noteDescription(request: Members, description: Members): void {
    const { executionArn, status } = description;
    if (typeof executionArn !== 'string' || typeof status !== 'string') return;
    this.forget(executionArn);
    if (!TERMINAL_STATUS.has(status)) return;
    this.ended.add(executionArn);
    if (request.includedData !== 'METADATA_ONLY') this.descriptions.set(executionArn, description);
  }

  private forget(executionArn: string): void {
    this.ended.delete(executionArn);
    this.descriptions.delete(executionArn);
  }

  private page(request: Members, output: Members): WholeHistory | undefined {
    const { executionArn, nextToken } = request;
    if (typeof executionArn !== 'string' || !Array.isArray(output.events)) return undefined;
    const pages =
      typeof nextToken === 'string'
        ? this.open.get(`${executionArn} ${nextToken}`)
        : {
            executionArn,
            events: [],
            data: request.includeExecutionData !== false,
          };
    if (pages === undefined) return undefined;
    const all: Pages = { ...pages, events: [...pages.events, ...output.events] };
    if (typeof output.nextToken === 'string' && output.nextToken !== '') {
      this.open.set(`${executionArn} ${output.nextToken}`, all);
      return undefined;
    }
    const events = byId(all.events);
    if (!this.hasEnded(executionArn, events)) return undefined;
    const description = this.descriptions.get(executionArn);
    return { executionArn, events, data: all.data, ...(description === undefined ? {} : { description }) };
  }

  /** The history itself says so, or the execution was seen to have ended before. */
  private hasEnded(executionArn: string, events: readonly Value[]): boolean {
    if (this.ended.has(executionArn)) return true;
    const last = events.at(-1);
    const type = typeof last === 'object' && last !== null && !Array.isArray(last) ? last.type : undefined;
    return typeof type === 'string' && TERMINAL_EVENT.test(type);
  }
}

/**
 * Events by their ids. In which direction they came is another claim, that of the rules `protocol:events-ascend` and
 * `protocol:events-descend`: a target that gets only that wrong breaks no law. Without ids, they stay as they came.
 */
function byId(events: readonly Value[]): readonly Value[] {
  const ids = events.map((event) => (isMembers(event) ? event.id : undefined));
  if (!ids.every((id) => typeof id === 'number')) return events;
  return events
    .map((event, place) => ({ event, id: ids[place]! }))
    .sort((a, b) => a.id - b.id)
    .map(({ event }) => event);
}
