import type { Clock } from '../clock.js';
import type { FunctionPlace } from './arn.js';
import { DurableError } from './error.js';
import { type ChainedStart, DurableExecution, type ExecutionParams, type ExecutionWorld } from './execution.js';
import { functionMissing } from './functions/endpoint.js';
import type { RegisteredFunction } from './functions/in-process.js';
import type { FunctionCall, FunctionRunner } from './functions/runner.js';
import { FunctionStore, type ResolvedFunction } from './functions/store.js';
import type { Ids } from './ids.js';
import type { Invocation, InvocationOutcome } from './invocation-lane.js';
import { endChained } from './operations/chained-invoke.js';
import type { CallbackRecord, ChainedInvokeRecord } from './operations/record.js';
import { OwnedClock } from './owned-clock.js';
import type { DurableRules } from './rules/rules.js';
import type { DurableConfig, InvocationType } from './shapes.js';
import { parseCallbackId } from './tokens.js';

/** Neither the guide (14) nor the model (30) is sure; the guide's, CDK's and SAM's is taken. */
export const DEFAULT_RETENTION_DAYS = 14;

export interface AccountParams extends FunctionPlace {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly rules: DurableRules;
  readonly runner: FunctionRunner;
  readonly registered: ReadonlyMap<string, RegisteredFunction>;
  readonly endpoint: boolean;
}

/** What an execution is started with. */
export interface ExecutionStart {
  readonly invocationType: Exclude<InvocationType, 'DryRun'>;
  /** Generated when absent. */
  readonly name?: string;
  readonly input?: string;
  readonly tenantId?: string;
  readonly clientContext?: string;
  readonly traceHeader?: string;
}

/** One account: its functions, its executions and its clock. */
export class DurableAccount implements ExecutionWorld {
  readonly functions: FunctionStore;
  readonly clock: OwnedClock;
  readonly ids: Ids;
  readonly rules: DurableRules;
  readonly region: string;
  readonly accountId: string;
  /** Calls of functions' code that are under way. */
  callsInFlight = 0;
  /** Synchronous invokes that wait for an execution. */
  waitingCallers = 0;

  private started = 0;
  private readonly executions = new Map<string, DurableExecution>();
  private readonly names = new Map<string, DurableExecution>();
  private readonly byFunction = new Map<string, DurableExecution[]>();

  constructor(private readonly params: AccountParams) {
    this.clock = new OwnedClock(params.clock);
    this.ids = params.ids;
    this.rules = params.rules;
    this.region = params.region;
    this.accountId = params.accountId;
    this.functions = new FunctionStore(params, params.registered, params.endpoint);
  }

  /** The execution of that ARN, unless there is none or its retention is over. */
  find(arn: string): DurableExecution | undefined {
    const execution = this.byId(executionIdOf(arn));
    return execution?.params.arn === arn ? execution : undefined;
  }

  /** Throws `ResourceNotFoundException`. */
  get(arn: string): DurableExecution {
    const execution = this.find(arn);
    if (!execution) throw new DurableError('ResourceNotFoundException', 'Durable Execution does not exist', 404);
    return execution;
  }

  private byId(id: string): DurableExecution | undefined {
    const execution = this.executions.get(id);
    if (!execution || !this.rules.ending.forgotten(execution)) return execution;
    this.forget(execution);
    return undefined;
  }

  /** The callback of that id. Throws `InvalidParameterValueException` for what is no callback id, `CallbackTimeoutException`. */
  callback(id: string): { execution: DurableExecution; record: CallbackRecord } {
    const named = parseCallbackId(id);
    if (!named) throw new DurableError('InvalidParameterValueException', 'Invalid callback id', 400);
    const execution = this.byId(named.executionId);
    const record = execution?.operations.get(named.operationId);
    if (!execution || record?.type !== 'CALLBACK' || record.callbackId !== id) {
      throw new DurableError('CallbackTimeoutException', 'The callback is either timed out or already completed', 400);
    }
    return { execution, record };
  }

  /** The execution that holds a name among a function's executions. */
  named(functionName: string, name: string): DurableExecution | undefined {
    const execution = this.names.get(`${functionName} ${name}`);
    return execution && this.rules.starting.holdsName(execution) ? execution : undefined;
  }

  /** A function's executions, oldest first. */
  list(functionName: string): readonly DurableExecution[] {
    const all = this.byFunction.get(functionName) ?? [];
    const gone = all.filter((execution) => this.rules.ending.forgotten(execution));
    for (const execution of gone) this.forget(execution);
    return this.byFunction.get(functionName) ?? [];
  }

  /** Calls `done` when the execution has ended. Returns what gives the waiting up. */
  wait(execution: DurableExecution, done: () => void): () => void {
    let waiting = true;
    const stop = () => {
      if (waiting) this.waitingCallers--;
      waiting = false;
    };
    this.waitingCallers++;
    execution.onClose(() => {
      if (!waiting) return;
      stop();
      done();
    });
    return stop;
  }

  forget(execution: DurableExecution): void {
    const { id, functionName, name } = execution.params;
    this.executions.delete(id);
    if (this.names.get(`${functionName} ${name}`) === execution) this.names.delete(`${functionName} ${name}`);
    const rest = this.byFunction.get(functionName)?.filter((other) => other !== execution) ?? [];
    if (rest.length > 0) this.byFunction.set(functionName, rest);
    else this.byFunction.delete(functionName);
  }

  /** Makes an execution; `execution.lane.begin()` starts it. */
  create(target: ResolvedFunction, config: DurableConfig, start: ExecutionStart): DurableExecution {
    const id = this.ids.uuid();
    const name = start.name ?? this.ids.uuid();
    const { name: _, invocationType, ...carried } = start;
    const params: ExecutionParams = {
      ...carried,
      invocationType,
      arn: this.rules.starting.arn(target.arn, name, id),
      number: ++this.started,
      id,
      name,
      functionName: target.name,
      functionArn: target.arn,
      version: target.version,
      config,
      timeoutSeconds: this.rules.starting.executionTimeoutSeconds(config, invocationType),
      retentionDays: config.RetentionPeriodInDays ?? DEFAULT_RETENTION_DAYS,
    };
    const execution = new DurableExecution(params, this);
    this.executions.set(id, execution);
    this.names.set(`${target.name} ${name}`, execution);
    const siblings = this.byFunction.get(target.name);
    if (siblings) siblings.push(execution);
    else this.byFunction.set(target.name, [execution]);
    if (target.durable.kind === 'unknown' && !this.functions.entry(target.name)) {
      this.functions.imply(target.name, undefined);
    }
    return execution;
  }

  invoke(execution: DurableExecution, invocation: Invocation, payload: string): void {
    const { params } = execution;
    void this.call(params.functionArn, payload, invocation.requestId, params).then((outcome) =>
      execution.invocationEnded(invocation, outcome),
    );
  }

  /** Calls a function's code once. A function that is not there any more is an outcome too. */
  call(
    arn: string,
    payload: string,
    requestId: string,
    carried: Pick<FunctionCall, 'clientContext' | 'tenantId' | 'traceHeader'> = {},
  ): Promise<InvocationOutcome> {
    let target: ResolvedFunction;
    try {
      target = this.functions.resolve(arn);
    } catch {
      return Promise.resolve({ kind: 'missing', error: functionMissing(arn) });
    }
    const { clientContext, tenantId, traceHeader } = carried;
    const { timeoutSeconds } = target;
    const deadline = this.clock.now() + timeoutSeconds * 1000;
    const call: FunctionCall = {
      accountId: this.accountId,
      functionName: target.name,
      version: target.version,
      arn,
      payload,
      requestId,
      timeoutSeconds,
      deadline,
      ...(clientContext !== undefined && { clientContext }),
      ...(tenantId !== undefined && { tenantId }),
      ...(traceHeader !== undefined && { traceHeader }),
    };
    this.callsInFlight++;
    return this.bounded(call).finally(() => {
      this.callsInFlight--;
    });
  }

  /** The call, or its timeout by the account's clock: whichever comes first. */
  private bounded(call: FunctionCall): Promise<InvocationOutcome> {
    const given = new AbortController();
    return new Promise((resolve) => {
      const timer = this.clock.schedule(call.deadline, () => {
        const seconds = call.timeoutSeconds.toFixed(2);
        given.abort();
        resolve({
          kind: 'failed',
          error: {
            ErrorType: 'Sandbox.Timedout',
            ErrorMessage: `RequestId: ${call.requestId} Error: Task timed out after ${seconds} seconds`,
          },
        });
      });
      void this.params.runner.run(call, given.signal).then((outcome) => {
        this.clock.cancel(timer);
        resolve(outcome);
      });
    });
  }

  startChained(parent: DurableExecution, record: ChainedInvokeRecord): ChainedStart {
    try {
      const target = this.functions.resolve(record.functionName);
      const durable =
        target.durable.kind === 'durable' || (target.durable.kind === 'unknown' && target.qualifier !== undefined);
      const refusal = durable ? this.rules.starting.requiresQualifier(target.qualifier) : undefined;
      if (refusal) throw refusal;
      return durable ? this.startChild(parent, record, target) : this.startPlain(parent, record, target);
    } catch (error) {
      if (!(error instanceof DurableError)) throw error;
      return { kind: 'refused', error: { ErrorType: error.name, ErrorMessage: error.message } };
    }
  }

  private startChild(parent: DurableExecution, record: ChainedInvokeRecord, target: ResolvedFunction): ChainedStart {
    const config = target.durable.kind === 'durable' ? target.durable.config : {};
    const child = this.create(target, config, {
      invocationType: 'Event',
      ...(record.input !== undefined && { input: record.input }),
      ...(record.tenantId !== undefined && { tenantId: record.tenantId }),
    });
    child.onClose(() => endChained(parent, record, this.rules.chained.outcome(child)));
    return {
      kind: 'started',
      version: target.version,
      executionArn: child.params.arn,
      begin: () => child.lane.begin(),
    };
  }

  private startPlain(parent: DurableExecution, record: ChainedInvokeRecord, target: ResolvedFunction): ChainedStart {
    const begin = () => {
      const payload = this.rules.chained.plainInput(record.input);
      const carried = record.tenantId === undefined ? {} : { tenantId: record.tenantId };
      void this.call(target.arn, payload, this.ids.uuid(), carried).then((outcome) => {
        endChained(
          parent,
          record,
          outcome.kind === 'returned'
            ? { kind: 'succeeded', result: outcome.payload }
            : { kind: 'failed', error: outcome.error },
        );
      });
    };
    return { kind: 'started', version: target.version, begin };
  }
}

const executionIdOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
