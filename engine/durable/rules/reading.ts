import type { DurableExecution } from '../execution.js';
import type { OperationRecord } from '../operations/record.js';
import type { EventData, EventDetails, HistoryEvent, Operation } from '../shapes.js';

export interface ReadingRules {
  /** Whether readers are shown data when they do not say. */
  readonly includesData: (asked: boolean | undefined) => boolean;
  /** An operation as the function sees it: in its event, in a checkpoint's answer, in a page of state. */
  readonly operation: (operation: Operation) => Operation;
  /** An event as a reader without data sees it. */
  readonly withoutData: (event: HistoryEvent) => HistoryEvent;
  /** Items of a page. 0 means the default. */
  readonly pageSize: (asked: number | undefined) => number;
  /** Whether history is read newest first. */
  readonly historyNewestFirst: (reverse: boolean | undefined) => boolean;
  /** Whether a list is read newest first: the other way round than history. */
  readonly listNewestFirst: (reverse: boolean | undefined) => boolean;
  /** Whether a list without a qualifier means `$LATEST`. */
  readonly listQualifier: (qualifier: string | undefined) => string | undefined;
  /** Each filter of a list: whether the execution passes. Times are milliseconds since the epoch, exclusive. */
  readonly byName: (execution: DurableExecution, name: string) => boolean;
  readonly byStatus: (execution: DurableExecution, statuses: readonly string[]) => boolean;
  readonly startedAfter: (execution: DurableExecution, time: number) => boolean;
  readonly startedBefore: (execution: DurableExecution, time: number) => boolean;
  /** Whether the function gets to see the children of this operation. */
  readonly showsChildren: (parent: OperationRecord) => boolean;
}

const hidden = <T>(data: EventData<T> | undefined): EventData<T> | undefined => data && { Truncated: true };

export const reading: ReadingRules = {
  includesData: (asked) => asked ?? true,
  operation: (operation) => operation,
  withoutData(event) {
    const member = `${event.EventType}Details` as const;
    const details = event[member];
    if (!details) return event;
    const { Input, Result, Error: error, ...rest } = details;
    const bare: EventDetails = {
      ...rest,
      ...(Input && { Input: hidden(Input)! }),
      ...(Result && { Result: hidden(Result)! }),
      ...(error && { Error: hidden(error)! }),
    };
    return { ...event, [member]: bare };
  },
  pageSize: (asked) => asked || 100,
  historyNewestFirst: (reverse) => reverse === true,
  listNewestFirst: (reverse) => reverse !== true,
  listQualifier: (qualifier) => qualifier ?? '$LATEST',
  byName: ({ params }, name) => params.name === name,
  byStatus: ({ status }, statuses) => statuses.includes(status),
  startedAfter: ({ startedAt }, time) => startedAt > time,
  startedBefore: ({ startedAt }, time) => startedAt < time,
  showsChildren: (parent) => parent.type !== 'CONTEXT' || parent.endedAt === undefined || parent.replayChildren,
};
