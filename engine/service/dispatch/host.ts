import { Doc, type Json } from '../../asl/doc.js';
import type { Host, MapRun, TaskProgress, TaskRequest } from '../../execution/index.js';
import type { Account } from '../account.js';
import { parseArn } from '../arn.js';
import { unsupportedType } from '../error.js';
import { describeExecution } from '../execution-view.js';
import { handlerOf, type IntegrationCall, type Integrations, TaskError, taskErrorOf } from './integration.js';
import { invoke, type LambdaAnswer, type LambdaOptions, parseFunctionName } from './lambda.js';
import type { MockedResponse, Mocks } from './mock.js';
import { lambdaMetadata } from './sdk-metadata.js';
import { type Caller, callSdk, childDescription, startChild, startedOutput, startFailure } from './step-functions.js';

/** Where the work of tasks goes. */
export interface DispatchOptions extends LambdaOptions {
  readonly integrations: Integrations;
  readonly mocks: Mocks;
  /** The operations of the engine as the clients of an account see them. */
  readonly callerFor: (accountId: string) => Caller;
  readonly accountFor: (accountId: string) => Account;
}

/** One attempt, and what its handlers need. */
interface Attempt {
  readonly request: TaskRequest;
  readonly progress: TaskProgress;
  /** Aborted when the attempt ends for a reason of the execution's own. */
  readonly signal: AbortSignal;
}

/** The host of an account's executions: it brings their tasks to workers, functions and services. */
export class Dispatcher implements Host {
  constructor(
    private readonly account: Account,
    private readonly options: DispatchOptions,
  ) {}

  get clock() {
    return this.account.clock;
  }

  random(): number {
    return this.account.chance.random();
  }

  uuid(): string {
    return this.account.chance.uuid();
  }

  taskToken(): string {
    return this.account.tokens.create();
  }

  mapRunStarted(run: MapRun): void {
    this.account.mapRuns.set(run.arn, run);
  }

  startTask(request: TaskRequest, progress: TaskProgress): () => void {
    const mocked = this.mockedResponse(request);
    if (mocked !== undefined) return this.work(request, progress, async () => this.replay(mocked, request, progress));
    if (request.kind === 'activity') return this.scheduleActivity(request, progress);
    if (request.kind === 'lambda') return this.work(request, progress, (attempt) => this.callFunction(attempt));
    const closeToken =
      request.pattern === 'wait-for-task-token' ? this.account.tokens.open(request.token, progress) : undefined;
    const cancel = this.work(request, progress, (attempt) => this.callService(attempt));
    return () => {
      closeToken?.();
      cancel();
    };
  }

  private scheduleActivity({ resource, token, input, stateName }: TaskRequest, progress: TaskProgress): () => void {
    const activity = this.account.activityAt(parseArn(resource, 'activity'));
    if (activity === undefined) {
      const cause = `An error occurred while scheduling the state '${stateName}'. The provided ARN '${resource}' is invalid.`;
      progress.failToSchedule('States.Runtime', cause);
      return () => undefined;
    }
    const closeToken = this.account.tokens.open(token, progress);
    const withdraw = activity.offer({ token, input: input.text, progress });
    return () => {
      closeToken();
      withdraw();
    };
  }

  /** Work never starts inside the run loop that asked for it: the engine stays responsive, and no stack grows. */
  private work(request: TaskRequest, progress: TaskProgress, run: (attempt: Attempt) => Promise<void>): () => void {
    const abort = new AbortController();
    const done = this.account.load.beginTaskCall();
    setImmediate(() => {
      if (!progress.open) return done();
      progress.started();
      run({ request, progress, signal: abort.signal })
        .catch((thrown: unknown) => fail(progress, thrown))
        .finally(done);
    });
    return () => {
      abort.abort();
      done();
    };
  }

  private async callFunction({ request, progress, signal }: Attempt): Promise<void> {
    const { resource, input } = request;
    const requestId = this.uuid();
    const answer = await invoke(this.options, resource, resource, input.text, requestId, signal);
    progress.succeed(Doc.parse(payloadOf(answer, resource, requestId)));
  }

  private async invokeLambda({ input }: IntegrationCall, signal: AbortSignal): Promise<Json> {
    const { FunctionName, Payload, Qualifier } = membersOf(input);
    if (typeof FunctionName !== 'string') throw new TaskError('Lambda.ValidationException', 'FunctionName is missing.');
    const reference = typeof Qualifier === 'string' ? `${FunctionName}:${Qualifier}` : FunctionName;
    const { name } = parseFunctionName(FunctionName);
    const { partition, region, accountId } = this.account.scope;
    const arn = FunctionName.startsWith('arn:')
      ? reference
      : `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
    const payload = Payload === undefined || Payload === null ? '' : JSON.stringify(Payload);
    const requestId = this.uuid();
    const answer = await invoke(this.options, reference, arn, payload, requestId, signal);
    const body = payloadOf(
      answer.kind === 'failed' ? { ...answer, payload: compact(answer.payload) } : answer,
      arn,
      requestId,
    );
    const version = answer.kind === 'returned' ? answer.version : '$LATEST';
    return {
      ExecutedVersion: version,
      Payload: JSON.parse(body) as Json,
      ...lambdaMetadata(body, version, requestId, this.clock.now()),
      StatusCode: 200,
    };
  }

  private async callService(attempt: Attempt): Promise<void> {
    const { request, progress, signal } = attempt;
    const { service = '', action = '', pattern } = request;
    const call: IntegrationCall = {
      resource: request.resource,
      service,
      action,
      pattern,
      input: request.input.value,
      taskToken: pattern === 'wait-for-task-token' ? request.token : undefined,
      executionArn: request.executionArn,
      stateName: request.stateName,
      retryCount: request.retryCount,
      credentials: request.credentials?.value,
    };
    const { '*': anything, ...exact } = this.options.integrations;
    const own = handlerOf(exact, service, action);
    if (own === undefined && service === 'states' && action === 'startExecution') return this.startNested(attempt);
    const builtIn =
      service === 'lambda' && action === 'invoke'
        ? () => this.invokeLambda(call, signal)
        : service === 'aws-sdk:sfn'
          ? () => callSdk(this.options.callerFor(this.account.id), action, call.input, this.uuid())
          : undefined;
    const handler = own ?? builtIn ?? anything;
    if (handler === undefined)
      throw new TaskError('States.TaskFailed', unavailable(`${service}:${action}`, request.resource));
    const output = Doc.of((await handler(call)) ?? {});
    if (pattern === 'wait-for-task-token') progress.submitted(output);
    else progress.succeed(output);
  }

  /** `states:startExecution`, which may wait for its child. */
  private async startNested({ request, progress, signal }: Attempt): Promise<void> {
    const parameters = request.input.value;
    const machine = membersOf(parameters).StateMachineArn;
    const accountId = typeof machine === 'string' ? (machine.split(':')[4] ?? '') : '';
    // Credentials let a task act in another account, in whose store the child then lives.
    const owner = request.credentials !== undefined && /^\d{12}$/.test(accountId) ? accountId : this.account.id;
    const requestId = this.uuid();
    const waits = request.pattern !== 'request-response';
    let started: Awaited<ReturnType<typeof startChild>>;
    try {
      started = await startChild(this.options.callerFor(owner), parameters);
    } catch (thrown) {
      const failure = startFailure(thrown, requestId);
      if (!waits) throw failure;
      // A job that is waited for is submitted first. No recording has one that is refused, but a history that a user of AWS
      // published has: batch, submitJob.sync, Batch.ServerException (github.com/ASFHyP3/hyp3/pull/805, January 2022).
      return progress.failToSubmit(failure.error, failure.cause);
    }
    const output = Doc.of(startedOutput(started, requestId, this.clock.now()));
    if (!waits) return progress.succeed(output);
    progress.submitted(output);
    const record = this.options.accountFor(owner).executions.get(started.executionArn);
    if (request.pattern === 'wait-for-task-token') return;
    if (record === undefined) throw startFailure(unsupportedType(), requestId);
    signal.addEventListener('abort', () => record.execution.abort());
    record.execution.onEnd((child) => {
      const description = Doc.of(childDescription(describeExecution(record), child, request.pattern === 'sync:2'));
      if (child.status === 'SUCCEEDED') progress.succeed(description);
      else progress.fail('States.TaskFailed', description.text);
    });
  }

  private mockedResponse({ executionArn, stateName }: TaskRequest): MockedResponse | undefined {
    const mocked = this.account.mockedExecutions.get(executionArn);
    if (mocked === undefined) return undefined;
    const attempt = mocked.calls.get(stateName) ?? 0;
    const response = this.options.mocks.responseTo(mocked.machine, mocked.testCase, stateName, attempt);
    if (response !== undefined) mocked.calls.set(stateName, attempt + 1);
    return response;
  }

  private replay(response: MockedResponse, { pattern }: TaskRequest, progress: TaskProgress): void {
    if (response.kind === 'throw') throw response.error;
    const output = Doc.of(response.value);
    if (pattern !== 'request-response') progress.submitted(output);
    progress.succeed(output);
  }
}

function fail(progress: TaskProgress, thrown: unknown): void {
  const { error, cause } = taskErrorOf(thrown);
  progress.fail(error, cause);
}

function membersOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function unavailable(integration: string, resource: string): string {
  return `The engine has no integration ${integration} (${resource}): register a handler for "${integration}", or mock the state.`;
}

/** What a function returned, as text. @throws TaskError with the error names of Lambda tasks */
function payloadOf(answer: LambdaAnswer, arn: string, requestId: string): string {
  switch (answer.kind) {
    case 'returned':
      return answer.payload === '' ? 'null' : answer.payload;
    case 'failed':
      throw new TaskError(errorTypeOf(answer.payload), answer.payload);
    case 'refused': {
      const { status, error } = answer;
      const message = error === 'ResourceNotFoundException' ? functionNotFound(arn) : answer.message;
      const cause = `${message} (Service: AWSLambda; Status Code: ${status}; Error Code: ${error}; Request ID: ${requestId}; Proxy: null)`;
      throw new TaskError(`Lambda.${error}`, cause);
    }
    case 'unavailable': {
      const cause = `The engine has no Lambda function ${arn}: register one under its name, or give the engine a Lambda endpoint.`;
      throw new TaskError('States.TaskFailed', cause);
    }
  }
}

/** Lambda's own words, whatever the endpoint's are: an unqualified function is looked for as its newest version. */
function functionNotFound(arn: string): string {
  return `Function not found: ${arn}${parseFunctionName(arn).qualifier === undefined ? ':$LATEST' : ''}`;
}

/** The optimised integration reads the document of a function's error and writes it anew; a function's ARN passes it on as it is. */
function compact(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload));
  } catch {
    return payload;
  }
}

function errorTypeOf(payload: string): string {
  try {
    const { errorType } = JSON.parse(payload) as { errorType?: unknown };
    return typeof errorType === 'string' && errorType !== '' ? errorType : 'Lambda.Unknown';
  } catch {
    return 'Lambda.Unknown';
  }
}
