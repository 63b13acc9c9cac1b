import type { DurableAccount } from '../account.js';
import type { DurableExecution } from '../execution.js';
import { makeMarker, readMarker } from '../markers.js';
import { readErrorObject } from '../rules/invocations.js';
import type { HistoryEvent } from '../shapes.js';
import type { Handler, Input } from './api.js';

function summary({ params, status, startedAt, endedAt }: DurableExecution) {
  return {
    DurableExecutionArn: params.arn,
    DurableExecutionName: params.name,
    FunctionArn: params.functionArn,
    Status: status,
    StartTimestamp: startedAt / 1000,
    ...(endedAt !== undefined && { EndTimestamp: endedAt / 1000 }),
  };
}

export const getDurableExecution: Handler<'GetDurableExecution'> = (account, input) => {
  const execution = account.get(input.DurableExecutionArn);
  const { params, result, error } = execution;
  const withData = account.rules.reading.includesData(input.IncludeExecutionData);
  return {
    ...summary(execution),
    Version: params.version,
    ...(withData && {
      ...(params.input !== undefined && { InputPayload: params.input }),
      ...(result !== undefined && { Result: result }),
      ...(error !== undefined && { Error: error }),
    }),
    ...(params.traceHeader !== undefined && { TraceHeader: { XAmznTraceId: params.traceHeader } }),
    ExecutionDataIncluded: withData,
    DurableConfig: params.config,
  };
};

export const getDurableExecutionHistory: Handler<'GetDurableExecutionHistory'> = (account, input) => {
  const { reading } = account.rules;
  const execution = account.get(input.DurableExecutionArn);
  const { history } = execution;
  const newestFirst = reading.historyNewestFirst(input.ReverseOrder);
  const withData = reading.includesData(input.IncludeExecutionData);
  const scope = `history ${execution.params.id} ${newestFirst ? 'newest' : 'oldest'}`;
  const first = newestFirst ? history.length : 1;
  const from = input.Marker ? readMarker(input.Marker, scope, execution.now) : first;
  const step = newestFirst ? -1 : 1;
  const Events: HistoryEvent[] = [];
  let id = from;
  for (let left = reading.pageSize(input.MaxItems); left > 0 && id >= 1 && id <= history.length; left--, id += step) {
    const event = history.event(id);
    Events.push(withData ? event : reading.withoutData(event));
  }
  const more = id >= 1 && id <= history.length;
  return { Events, ...(more && { NextMarker: makeMarker(scope, id, execution.now) }) };
};

type ListInput = Input<'ListDurableExecutionsByFunction'>;

function passes(
  account: DurableAccount,
  execution: DurableExecution,
  version: string | undefined,
  input: ListInput,
): boolean {
  const { reading } = account.rules;
  const { DurableExecutionName, Statuses, StartedAfter, StartedBefore } = input;
  return (
    (version === undefined || execution.params.version === version) &&
    (DurableExecutionName === undefined || reading.byName(execution, DurableExecutionName)) &&
    (Statuses === undefined || reading.byStatus(execution, Statuses)) &&
    (StartedAfter === undefined || reading.startedAfter(execution, StartedAfter * 1000)) &&
    (StartedBefore === undefined || reading.startedBefore(execution, StartedBefore * 1000))
  );
}

export const listDurableExecutionsByFunction: Handler<'ListDurableExecutionsByFunction'> = (account, input) => {
  const { reading } = account.rules;
  const { functions, clock } = account;
  const { name, qualifier } = functions.read(input.FunctionName, input.Qualifier);
  const entry = functions.entry(name);
  const asked = reading.listQualifier(qualifier);
  const version = asked === undefined ? undefined : entry && (functions.version(entry, asked)?.Version ?? asked);
  if (!entry || (!entry.implied && asked !== undefined && !functions.version(entry, asked))) {
    throw functions.missing(name, qualifier);
  }
  const newestFirst = reading.listNewestFirst(input.ReverseOrder);
  const scope = `list ${account.accountId} ${name} ${newestFirst ? 'newest' : 'oldest'}`;
  const all = account.list(name);
  const ordered = newestFirst ? [...all].reverse() : all;
  const size = reading.pageSize(input.MaxItems);
  const from = input.Marker ? readMarker(input.Marker, scope, clock.now()) : undefined;
  const past = (execution: DurableExecution): boolean =>
    from === undefined || (newestFirst ? execution.params.number <= from : execution.params.number >= from);
  const page = ordered
    .filter((execution) => past(execution) && passes(account, execution, version, input))
    .slice(0, size + 1);
  const next = page[size];
  return {
    DurableExecutions: page.slice(0, size).map((execution) => {
      const { KMSKeyArn } = execution.params.config;
      return { ...summary(execution), ...(KMSKeyArn !== undefined && { KMSKeyArn }) };
    }),
    ...(next && { NextMarker: makeMarker(scope, next.params.number, clock.now()) }),
  };
};

export const stopDurableExecution: Handler<'StopDurableExecution'> = (account, input) => {
  const { ending } = account.rules;
  const execution = account.get(input.DurableExecutionArn);
  const { Error: error = readErrorObject(input) } = input;
  ending.stop(execution, ending.errorOfStop(Object.keys(error).length > 0 ? error : undefined));
  return { StopTimestamp: ending.stopTime(execution) / 1000 };
};
