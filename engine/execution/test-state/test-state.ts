import { Doc, type Json, type JsonObject } from '../../asl/doc.js';
import { asFailure } from '../as-failure.js';
import type { Branch } from '../branch.js';
import type { Stage } from '../dataflow.js';
import type { ExecutionParams } from '../execution.js';
import { Failure, failureDetails } from '../failure.js';
import type { Host } from '../host.js';
import { isoTime } from '../iso-time.js';
import { type CompileOptions, compileAlone } from '../program.js';
import { ended, type State, type Step } from '../state.js';
import { requireMock } from './mock.js';
import { Probe, type ProbeEnd } from './probe.js';
import { findState } from './subject.js';
import { TestStateError } from './test-state-error.js';

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

/** TestState's request, its JSON texts parsed. The definition has passed the checker. */
export interface TestStateRequest {
  /** One state, or a machine with `stateName`. */
  readonly definition: JsonObject;
  readonly stateName?: string;
  readonly input: Doc;
  readonly roleArn?: string;
  /** Where the state believes to run. */
  readonly scope?: { readonly partition: string; readonly region: string; readonly accountId: string };
  readonly inspectionLevel: InspectionLevel;
  readonly revealSecrets: boolean;
  readonly variables?: JsonObject;
  readonly context?: JsonObject;
  readonly mock?: {
    readonly result?: Doc;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
}

/** TestState's answer; documents are texts as the API gives them. */
export interface TestStateResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: Readonly<Record<string, Json>>;
}

/** What the state under test is called in its context object and in causes, whatever its name is. */
const STATE_NAME = 'StateName';

/**
 * Runs one state once, without an execution: no history, no retry, no wait.
 * @throws TestStateError when the state cannot be tested so
 */
export async function testState(
  request: TestStateRequest,
  options: CompileOptions,
  host: Host,
): Promise<TestStateResult> {
  const { input, stateConfiguration = {}, mock } = request;
  const { definition, queryLanguage } = findState(request.definition, request.stateName);
  requireMock(definition, request);
  const inspection: Record<string, Json> = { input: input.text };
  const program = compileAlone(definition, STATE_NAME, queryLanguage, options, (stage: Stage, value: Doc | number) => {
    inspection[stage] = value instanceof Doc ? value.text : value;
  });
  const state = program.machine.start;
  const params = probeParams(request, host);
  const { probe, end } = await new Promise<{ probe: Probe; end: ProbeEnd }>((resolve) => {
    const run: Probe = new Probe(program, params, withMock(host, mock), (ending) =>
      resolve({ probe: run, end: ending }),
    );
    const context = request.context ?? defaultContext(request, params);
    run.contextOf = (branch) => (request.context === undefined ? withState(context, branch, run) : context);
    run.root.variables.assign(new Map(Object.entries(request.variables ?? {})));
    run.root.retryCount = stateConfiguration.retrierRetryCount ?? 0;
    run.begin(firstStep(state, request));
  });
  if (end.outcome === 'refused') throw end.error;
  const result = conclude(probe, state, end, request, inspection);
  probe.abort();
  const variables = probe.root.variables.entries();
  if (Object.keys(variables).length > 0) inspection.variables = JSON.stringify(variables);
  return request.inspectionLevel === 'INFO' ? result : { ...result, inspectionData: inspection };
}

function firstStep(state: State, { mock, stateConfiguration = {} }: TestStateRequest): Step {
  const keepCount =
    (step: Step): Step =>
    (branch) => {
      const { retryCount } = branch;
      branch.begin(state);
      branch.retryCount = retryCount;
      return step(branch);
    };
  if (state.finish === undefined) return state.again === undefined ? state.enter : keepCount(state.again);
  const { mapItemReaderData, mapIterationFailureCount = 0 } = stateConfiguration;
  return keepCount((branch) => {
    const count = state.inspect?.(branch, mapItemReaderData === undefined ? undefined : Doc.parse(mapItemReaderData));
    if (count !== undefined && mapIterationFailureCount > count) {
      throw new TestStateError(
        'ValidationException',
        'Map iteration failure count must be less than or equal to the number of Map iterations',
      );
    }
    if (count !== undefined) requireTolerance(state, branch, mapIterationFailureCount, count);
    if (mock?.errorOutput !== undefined) throw new Failure(mock.errorOutput.error, mock.errorOutput.cause);
    return state.finish!(branch, mock?.result ?? Doc.of(null), state.next!);
  });
}

/** A Map that tolerates failures fails by a name of its own when there are more of them. */
function requireTolerance({ definition }: State, branch: Branch, failed: number, total: number): void {
  const tolerates = Object.keys(definition).some((field) => field.startsWith('ToleratedFailure'));
  if (!tolerates) return;
  const tolerance = branch.run.program.rules;
  const number = (field: string): number => (typeof definition[field] === 'number' ? (definition[field] as number) : 0);
  const exceeded = tolerance.toleranceExceeded({
    failed,
    total,
    toleratedCount: number('ToleratedFailureCount'),
    toleratedPercentage: number('ToleratedFailurePercentage'),
  });
  if (exceeded) throw exceededThreshold();
}

function exceededThreshold(): Failure {
  return new Failure(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

/** Retry and Catch say what would become of a failure. */
function conclude(
  probe: Probe,
  state: State,
  end: Exclude<ProbeEnd, { outcome: 'refused' }>,
  { stateConfiguration = {} }: TestStateRequest,
  inspection: Record<string, Json>,
): TestStateResult {
  const { root: branch, program } = probe;
  const { rules } = program;
  if (end.outcome === 'left') return { status: 'SUCCEEDED', output: branch.raw.text, ...nextOf(end.next) };
  const { failure } = end;
  const failed = failureDetails(failure);
  if (failure.scope === 'execution') return { status: 'FAILED', ...failed };
  const retryIndex = state.retriers.findIndex(({ errorEquals }) => rules.retryMatches(errorEquals, failure));
  const retrier = state.retriers[retryIndex];
  const used = stateConfiguration.retrierRetryCount ?? 0;
  if (retrier !== undefined && rules.retryAllowed(used, retrier.maxAttempts)) {
    const delay = rules.retryDelay({ ...retrier.timing, jitter: 'NONE' }, used, () => 0);
    inspection.errorDetails = { retryIndex, retryBackoffIntervalSeconds: Math.round(delay) };
    return { status: 'RETRIABLE', ...failed };
  }
  const catchIndex = state.catchers.findIndex(({ errorEquals }) => rules.catchMatches(errorEquals, failure));
  const catcher = state.catchers[catchIndex];
  if (catcher === undefined) return { status: 'FAILED', ...failed };
  try {
    const { output, assigned } = catcher.handle(branch, failure);
    if (assigned !== undefined) branch.variables.assign(assigned);
    inspection.errorDetails = { catchIndex };
    return { status: 'CAUGHT_ERROR', ...failed, output: output.text, ...nextOf(catcher.next) };
  } catch (thrown) {
    return { status: 'FAILED', ...failureDetails(asFailure(branch, thrown)) };
  }
}

function nextOf(next: State): { nextState?: string } {
  return next === ended ? {} : { nextState: next.name };
}

/** Task states get their mock in place of their work. */
function withMock(host: Host, mock: TestStateRequest['mock']): Host {
  if (mock === undefined) return host;
  return {
    clock: host.clock,
    random: () => host.random(),
    uuid: () => host.uuid(),
    taskToken: () => host.taskToken(),
    startTask(_request, progress) {
      progress.started();
      if (mock.errorOutput !== undefined) progress.fail(mock.errorOutput.error, mock.errorOutput.cause);
      else progress.succeed(mock.result ?? Doc.of(null));
      return undefined;
    },
  };
}

const nowhere = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

/** The execution that a state under test believes to belong to. */
function probeParams({ input, roleArn = '', scope = nowhere }: TestStateRequest, host: Host): ExecutionParams {
  const { partition, region, accountId } = scope;
  const prefix = `arn:${partition}:states:${region}:${accountId}`;
  const name = host.uuid();
  const machine = host.uuid();
  return {
    arn: `${prefix}:express:${machine}:${name}`,
    name,
    stateMachineArn: `${prefix}:stateMachine:${machine}`,
    stateMachineName: machine,
    roleArn,
    input,
    type: 'EXPRESS',
  };
}

function defaultContext({ roleArn, input }: TestStateRequest, params: ExecutionParams): JsonObject {
  return {
    Execution: {
      Id: params.arn,
      Input: input.value,
      Name: params.name,
      RoleArn: roleArn ?? null,
      StartTime: '',
    },
    StateMachine: { Id: params.stateMachineArn, Name: params.stateMachineName },
  };
}

/** The context object with what is known only once the state is entered. */
function withState(context: JsonObject, branch: Branch, run: Probe): JsonObject {
  const { state, token, item } = branch;
  const retried = state.retriers.length > 0 || /^(Task|Parallel|Map)$/.test(state.type);
  return {
    ...context,
    Execution: { ...(context.Execution as JsonObject), StartTime: isoTime(run.startDate) },
    State: {
      Name: state.name,
      EnteredTime: isoTime(run.history.timeOf(branch.entered)),
      ...(retried && { RetryCount: branch.retryCount }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(item !== undefined && { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}
