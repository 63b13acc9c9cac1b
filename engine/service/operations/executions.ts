import { Doc } from '../../asl/doc.js';
import { type Execution, startExecution as run } from '../../execution/index.js';
import { parseArn } from '../arn.js';
import { invalid, refusal, unsupportedType } from '../error.js';
import { type ExecutionRecord, isExpired } from '../execution-record.js';
import { describeExecution, executionData, type IncludedData, listedExecution, seconds } from '../execution-view.js';
import { jsonFault } from '../json-fault.js';
import { executionOf, type MachineReference, machineReference, noSuchMachine, versionAt } from '../lookup.js';
import type { Machine, Revision, Route, Version } from '../machine.js';
import { describedRevision } from '../machine-view.js';
import { requireName } from '../name.js';
import { type Call, operation } from '../operation.js';
import { type PageRequest, page, pageStart, pageToken } from '../page.js';
import type { Output } from '../response.js';

interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** What an execution is started from. */
interface Origin {
  readonly machine: Machine;
  readonly revision: Revision;
  readonly version: Version | undefined;
  readonly aliasArn: string | undefined;
  readonly testCase: string | undefined;
}

export const startExecution = operation<StartRequest>((request, call) => {
  const { account } = call;
  const reference = machineReference(account, request.stateMachineArn);
  const { machine } = reference;
  const { name, input } = admitStart(request, reference, call);
  if (machine.type === 'EXPRESS') {
    const { arn, startDate } = startExpress(request, reference, name, input, call, false);
    return { executionArn: arn, startDate: seconds(startDate) };
  }
  const arn = `${machine.executionPrefix}${name}`;
  // A name that the engine made is new.
  const known = request.name === undefined ? undefined : account.execution(arn);
  if (known !== undefined) {
    const { execution } = known;
    if (execution.status !== 'RUNNING' || execution.input.text !== input.text)
      throw refusal('ExecutionAlreadyExists', arn);
    return { executionArn: arn, startDate: seconds(execution.startDate) };
  }
  if (account.openExecutions >= call.engine.quotas.openExecutions) {
    throw refusal('ExecutionLimitExceeded', 'The maximum number of running executions has been reached');
  }
  const record = begin(arn, name, input, request.traceHeader, originOf(reference, call), call);
  account.remember(record);
  return { executionArn: arn, startDate: seconds(record.execution.startDate) };
});

/** The rules of the service for a start, in their order (name and input come after the machine: recorded elsewhere, 2026-09). */
function admitStart({ name, input }: StartRequest, { machine, arn }: MachineReference, { account, engine }: Call) {
  if (machine.status === 'DELETING') throw refusal('StateMachineDeleting', arn.text);
  if (arn.testCase !== undefined && !engine.mocks.hasCase(machine.name, arn.testCase)) {
    throw invalid(`The mock file has no test case ${arn.testCase} of the state machine ${machine.name}`);
  }
  if (name !== undefined) requireName(name);
  const document = readInput(input ?? '{}');
  return { name: name ?? account.chance.uuid(), input: document };
}

function readInput(text: string): Doc {
  try {
    return Doc.parse(text);
  } catch {
    throw refusal('InvalidExecutionInput', jsonFault(text));
  }
}

/** @param ticket a number in [0, 100) */
function drawRoute(routes: readonly Route[], ticket: number): Route | undefined {
  let end = 0;
  for (const route of routes) {
    end += route.weight;
    if (ticket < end) return route;
  }
  return routes.at(-1);
}

/** An alias sends each execution to one of its versions, by their weights. */
function originOf({ machine, version, alias, arn }: MachineReference, { account }: Call): Origin {
  const { testCase } = arn;
  if (alias === undefined) {
    return { machine, revision: version?.revision ?? machine.revision, version, aliasArn: undefined, testCase };
  }
  const route = drawRoute(alias.routes, account.chance.random() * 100);
  const chosen =
    route === undefined ? undefined : versionAt(machine, route.stateMachineVersionArn.split(':').at(-1) ?? '');
  if (chosen === undefined) throw noSuchMachine(arn.text);
  return { machine, revision: chosen.revision, version: chosen, aliasArn: alias.arn, testCase };
}

function begin(
  arn: string,
  name: string,
  input: Doc,
  traceHeader: string | undefined,
  { machine, revision, version, aliasArn, testCase }: Origin,
  { account }: Call,
  sync?: boolean,
): ExecutionRecord {
  if (testCase !== undefined) account.mockedExecutions.set(arn, { machine: machine.name, testCase, calls: new Map() });
  const execution = run(
    revision.program,
    {
      arn,
      name,
      input,
      stateMachineArn: machine.arn,
      stateMachineName: machine.name,
      roleArn: revision.settings.roleArn,
      type: machine.type,
      ...(sync === undefined ? {} : { sync }),
      ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
      ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
    },
    account.host,
  );
  if (testCase !== undefined) execution.onEnd(() => account.mockedExecutions.delete(arn));
  return { execution, machine, revision, order: account.nextOrder(), traceHeader };
}

/** Express executions are not kept: they live until they end. Their names need not be unique. */
function startExpress(
  request: StartRequest,
  reference: MachineReference,
  name: string,
  input: Doc,
  call: Call,
  sync: boolean,
): Execution {
  const { account } = call;
  const { machine } = reference;
  const arn = account.arn('express', machine.name, name, account.chance.uuid());
  const { execution } = begin(arn, name, input, request.traceHeader, originOf(reference, call), call, sync);
  account.opened(machine);
  execution.onEnd(() => account.closed(machine));
  return execution;
}

/** Memory is billed in steps of 64 MB, time in steps of 100 ms (recorded: express/test_express_sync). */
const BILLED_MEMORY = 64;
const BILLED_TIME = 100;

interface StartSyncRequest extends StartRequest {
  readonly includedData?: IncludedData;
}

export const startSyncExecution = operation<StartSyncRequest>((request, call) => {
  const { account } = call;
  const reference = machineReference(account, request.stateMachineArn);
  if (reference.machine.type !== 'EXPRESS') throw unsupportedType();
  const { name, input } = admitStart(request, reference, call);
  const execution = startExpress(request, reference, name, input, call, true);
  return new Promise((resolve) => {
    account.load.syncExecutions++;
    execution.onEnd((ended) => {
      account.load.syncExecutions--;
      const time = (ended.stopDate ?? ended.startDate) - ended.startDate;
      const withData = request.includedData !== 'METADATA_ONLY';
      resolve({
        executionArn: ended.arn,
        stateMachineArn: request.stateMachineArn,
        name,
        startDate: seconds(ended.startDate),
        stopDate: seconds(ended.stopDate),
        status: ended.status,
        error: ended.error,
        cause: ended.cause,
        ...executionData(ended, withData),
        outputDetails: { included: withData },
        traceHeader: request.traceHeader,
        billingDetails: {
          billedMemoryUsedInMB: BILLED_MEMORY,
          billedDurationInMilliseconds: Math.max(1, Math.ceil(time / BILLED_TIME)) * BILLED_TIME,
        },
      });
    });
  });
});

export const stopExecution = operation<{ executionArn: string; error?: string; cause?: string }>(
  (request, { account }) => {
    const { execution } = executionOf(account, request.executionArn);
    execution.abort(request.error, request.cause);
    return { stopDate: seconds(execution.stopDate) };
  },
);

export const describe = operation<{ executionArn: string; includedData?: IncludedData }>((request, { account }) =>
  describeExecution(executionOf(account, request.executionArn), request.includedData),
);

export const describeMachineForExecution = operation<{ executionArn: string; includedData?: IncludedData }>(
  ({ executionArn, includedData }, { account }): Output => {
    const { execution, machine, revision } = executionOf(account, executionArn);
    const run = execution.params.mapRunArn === undefined ? undefined : account.mapRuns.get(execution.params.mapRunArn);
    return {
      ...describedRevision(revision, includedData),
      stateMachineArn: run?.stateMachineArn ?? machine.arn,
      name: machine.name,
      updateDate: seconds(revision.date),
      mapRunArn: run?.arn,
      label: run?.stateMachineArn.split('/').at(-1),
    };
  },
);

interface HistoryRequest extends PageRequest {
  readonly executionArn: string;
  readonly reverseOrder?: boolean;
  readonly includeExecutionData?: boolean;
}

/** The members of event details that hold an execution's data. */
const DATA_MEMBERS: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'assignedVariables']);

export const getHistory = operation<HistoryRequest>((request, { account }) => {
  const { executionArn, reverseOrder = false, includeExecutionData = true } = request;
  const { execution } = executionOf(account, executionArn);
  const query = ['GetExecutionHistory', executionArn, reverseOrder];
  const { size, after } = pageStart(request, query, account);
  // A page's position is the id of its last event, so that events that come in between shift nothing.
  const { length } = execution.history;
  const from = after === undefined ? 0 : reverseOrder ? length - after + 1 : after;
  const events = execution.history.page(from, size, reverseOrder);
  const last = events.at(-1);
  const more = last !== undefined && from + events.length < length;
  return {
    events: includeExecutionData ? events : events.map(withoutData),
    nextToken: more ? pageToken(last.id, query, account) : undefined,
  };
});

function withoutData(event: object): object {
  const entries = Object.entries(event).map(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [name, value];
    return [name, Object.fromEntries(Object.entries(value).filter(([member]) => !DATA_MEMBERS.has(member)))];
  });
  return Object.fromEntries(entries);
}

interface ListRequest extends PageRequest {
  readonly stateMachineArn?: string;
  readonly mapRunArn?: string;
  readonly statusFilter?: string;
  readonly redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN';
}

export const list = operation<ListRequest>((request, { account }) => {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter } = request;
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw invalid('Must specify exactly one of stateMachineArn or mapRunArn', 'MISSING_REQUIRED_PARAMETER');
  }
  const wanted = ({ status, redriveInfo }: Execution): boolean =>
    (statusFilter === undefined || status === statusFilter) &&
    (redriveFilter === undefined || redriveInfo.count > 0 === (redriveFilter === 'REDRIVEN'));
  const query = ['ListExecutions', stateMachineArn, mapRunArn, statusFilter, redriveFilter];
  if (mapRunArn !== undefined) {
    parseArn(mapRunArn, 'mapRun');
    const run = account.mapRuns.get(mapRunArn);
    if (run === undefined) throw refusal('ResourceNotFound', mapRunArn, { resourceName: mapRunArn });
    const children = run.children.map((child, index) => ({ ...child, index })).reverse();
    const { items, nextToken } = page(
      children.filter(({ execution }) => wanted(execution)),
      ({ index }) => index,
      request,
      query,
      account,
      true,
    );
    return { executions: items.map((child) => listedExecution(child, child.itemCount)), nextToken };
  }
  if (redriveFilter !== undefined) throw invalid('redriveFilter can only be used with mapRunArn');
  const { machine, version, alias } = machineReference(account, stateMachineArn ?? '');
  if (machine.type === 'EXPRESS') throw unsupportedType();
  const records = machine.executions
    .toReversed()
    .filter(
      (record) =>
        wanted(record.execution) &&
        !isExpired(record, account.now) &&
        (version === undefined || record.execution.params.stateMachineVersionArn === version.arn) &&
        (alias === undefined || record.execution.params.stateMachineAliasArn === alias.arn),
    );
  const { items, nextToken } = page(records, ({ order }) => order, request, query, account, true);
  return { executions: items.map((record) => listedExecution(record)), nextToken };
});
