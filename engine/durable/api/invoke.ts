import type { DurableAccount } from '../account.js';
import { DurableError } from '../error.js';
import type { DurableExecution } from '../execution.js';
import type { ResolvedFunction } from '../functions/store.js';
import { asFunctionError } from '../rules/answering.js';
import type { DurableConfig } from '../shapes.js';
import type { Caller, Handler, Input, Output } from './api.js';

type Request = Input<'Invoke'>;
type Answer = Output<'Invoke'>;

export const invoke: Handler<'Invoke'> = (account, request, caller) => {
  const { starting } = account.rules;
  const type = request.InvocationType ?? 'RequestResponse';
  const target = account.functions.resolve(request.FunctionName, request.Qualifier);
  const config = durableConfig(target, request);
  const refusal = config
    ? (starting.requiresQualifier(target.qualifier) ?? starting.canWait(config, type))
    : starting.requiresDurable(target.name, request.DurableExecutionName);
  const { Payload: payload } = request;
  const refused =
    refusal ??
    (payload === undefined
      ? undefined
      : (starting.inputSize(Buffer.byteLength(payload), type) ?? starting.inputIsJson(payload)));
  if (refused) throw refused;
  if (type === 'DryRun') return { StatusCode: 204 };
  return config ? invokeDurable(account, target, config, request, caller) : invokePlain(account, target, request);
};

/** A function that was never created is durable when it is invoked with a durable name. */
function durableConfig({ durable }: ResolvedFunction, { DurableExecutionName }: Request): DurableConfig | undefined {
  switch (durable.kind) {
    case 'durable':
      return durable.config;
    case 'unknown':
      return DurableExecutionName === undefined ? undefined : {};
    case 'plain':
      return undefined;
  }
}

function carried({ ClientContext, TenantId, TraceHeader }: Request) {
  return {
    ...(ClientContext !== undefined && { clientContext: ClientContext }),
    ...(TenantId !== undefined && { tenantId: TenantId }),
    ...(TraceHeader !== undefined && { traceHeader: TraceHeader }),
  };
}

/** The execution that the request means: one that has its name already, or a new one, which is started. */
function executionFor(
  account: DurableAccount,
  target: ResolvedFunction,
  config: DurableConfig,
  request: Request,
): DurableExecution {
  const { starting } = account.rules;
  const { DurableExecutionName: name, Payload: input, InvocationType: type = 'RequestResponse' } = request;
  const holder = name === undefined ? undefined : account.named(target.name, name);
  if (holder) {
    const start = {
      invocationType: type,
      version: target.version,
      ...(input !== undefined && { input }),
    };
    if (!starting.meansTheSame(holder, start)) throw starting.alreadyStarted(holder);
    return holder;
  }
  const execution = account.create(target, config, {
    invocationType: type === 'Event' ? 'Event' : 'RequestResponse',
    ...(name !== undefined && { name }),
    ...(input !== undefined && { input }),
    ...carried(request),
  });
  execution.lane.begin();
  return execution;
}

function invokeDurable(
  account: DurableAccount,
  target: ResolvedFunction,
  config: DurableConfig,
  request: Request,
  { signal }: Caller,
): Answer | Promise<Answer> {
  const execution = executionFor(account, target, config, request);
  const named = { ExecutedVersion: execution.params.version, DurableExecutionArn: execution.params.arn };
  if (request.InvocationType === 'Event') return { StatusCode: 202, ...named };
  return new Promise((resolve, reject) => {
    const gone = () => stopWaiting();
    signal?.addEventListener('abort', gone);
    let stopWaiting = (): void => {};
    stopWaiting = account.wait(execution, () => {
      signal?.removeEventListener('abort', gone);
      if (target.durable.kind === 'unknown' && neverWasThere(execution)) {
        account.forget(execution);
        if (account.list(target.name).length === 0) account.functions.remove(target.name, 'not-there');
        reject(account.functions.missing(target.name, target.qualifier));
        return;
      }
      const { payload, functionError } = account.rules.answering.waited(execution);
      resolve({
        StatusCode: 200,
        Payload: payload,
        ...(functionError !== undefined && { FunctionError: functionError }),
        ...named,
      });
    });
  });
}

/** The Lambda endpoint did not know the function when it was first called. */
const neverWasThere = ({ error, history }: DurableExecution): boolean =>
  error?.ErrorType === 'ResourceNotFoundException' && history.length <= 3;

async function invokePlain(account: DurableAccount, target: ResolvedFunction, request: Request): Promise<Answer> {
  const arn = target.qualifier === undefined ? account.functions.arn(target.name) : target.arn;
  const called = account.call(arn, request.Payload ?? '{}', account.ids.uuid(), carried(request));
  if (request.InvocationType === 'Event') return { StatusCode: 202 };
  const outcome = await called;
  const named = { StatusCode: 200, ExecutedVersion: target.version };
  switch (outcome.kind) {
    case 'returned':
      return { ...named, Payload: outcome.payload };
    case 'failed':
      return { ...named, Payload: asFunctionError(outcome.error), FunctionError: 'Unhandled' };
    case 'missing':
      throw new DurableError('ResourceNotFoundException', outcome.error.ErrorMessage ?? 'Function not found', 404);
  }
}
