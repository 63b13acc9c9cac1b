import type { InvocationOutcome } from '../invocation-lane.js';
import type { CheckpointAnswer, DurableConfig, Operation, OperationUpdate } from '../shapes.js';
import type { FunctionCall } from './runner.js';

/** What a function in this process uses instead of an SDK's client. Both throw `DurableError`. */
export interface DurableClient {
  checkpoint(request: {
    readonly DurableExecutionArn: string;
    readonly CheckpointToken: string;
    readonly ClientToken?: string;
    readonly Updates?: readonly OperationUpdate[];
  }): Promise<CheckpointAnswer>;
  state(request: {
    readonly DurableExecutionArn: string;
    readonly CheckpointToken: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  }): Promise<{ readonly Operations: readonly Operation[]; readonly NextMarker?: string }>;
}

export interface FunctionContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly tenantId?: string;
  readonly clientContext?: string;
  getRemainingTimeInMillis(): number;
  readonly durable: DurableClient;
}

/**
 * A function's code. A durable one is called with a `DurableInvocationEvent` and returns a `DurableInvocationOutput`; what it
 * throws is an invocation that failed, as a crash of the runtime would be.
 */
export type FunctionHandler = (event: unknown, context: FunctionContext) => unknown;

/** A function of this process. */
export interface RegisteredFunction {
  readonly handler: FunctionHandler;
  /** Present: the function is durable, in every account, without being created. */
  readonly durable?: DurableConfig;
  /** Seconds; 900 unless given, since the default of a created function (3) is of no use in a process. */
  readonly timeoutSeconds?: number;
}

/** Runs a handler as Lambda runs it. */
export async function runHandler(
  { handler }: RegisteredFunction,
  call: FunctionCall,
  now: () => number,
  durable: DurableClient,
): Promise<InvocationOutcome> {
  try {
    const result = await handler(JSON.parse(call.payload), {
      awsRequestId: call.requestId,
      functionName: call.functionName,
      functionVersion: call.version,
      invokedFunctionArn: call.arn,
      ...(call.tenantId !== undefined && { tenantId: call.tenantId }),
      ...(call.clientContext !== undefined && { clientContext: call.clientContext }),
      getRemainingTimeInMillis: () => call.deadline - now(),
      durable,
    });
    return { kind: 'returned', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { kind: 'failed', error: asErrorObject(error) };
  }
}

function asErrorObject(thrown: unknown) {
  if (!(thrown instanceof Error)) return { ErrorType: 'Error', ErrorMessage: String(thrown) };
  return { ErrorType: thrown.name, ErrorMessage: thrown.message };
}
