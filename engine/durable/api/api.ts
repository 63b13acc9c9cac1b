import type { DurableAccount } from '../account.js';
import type { FunctionConfiguration } from '../functions/store.js';
import type {
  CheckpointAnswer,
  DurableConfig,
  ErrorObject,
  ExecutionStatus,
  HistoryEvent,
  InvocationType,
  Operation,
  OperationUpdate,
} from '../shapes.js';

interface Page {
  readonly MaxItems?: number;
  readonly Marker?: string;
}

interface ExecutionSummary {
  readonly DurableExecutionArn: string;
  readonly DurableExecutionName: string;
  readonly FunctionArn: string;
  readonly Status: ExecutionStatus;
  readonly StartTimestamp: number;
  readonly EndTimestamp?: number;
}

interface FunctionVersionRequest {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

export interface AliasConfiguration {
  readonly AliasArn: string;
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly Description: string;
  readonly RevisionId: string;
}

/**
 * The operations, each with what it takes and what it gives. Timestamps in answers are epoch seconds; those in requests are
 * epoch seconds too (the edge has read the query's ISO 8601). Blobs are text.
 */
export interface DurableOperations {
  Invoke: {
    input: {
      readonly FunctionName: string;
      readonly Qualifier?: string;
      readonly InvocationType?: InvocationType;
      readonly DurableExecutionName?: string;
      /** JSON text. */
      readonly Payload?: string;
      readonly ClientContext?: string;
      readonly TenantId?: string;
      /** The X-Amzn-Trace-Id header. */
      readonly TraceHeader?: string;
    };
    output: {
      readonly StatusCode: number;
      readonly Payload?: string;
      readonly FunctionError?: string;
      readonly ExecutedVersion?: string;
      readonly DurableExecutionArn?: string;
    };
  };
  CheckpointDurableExecution: {
    input: {
      readonly DurableExecutionArn: string;
      readonly CheckpointToken: string;
      readonly ClientToken?: string;
      readonly Updates?: readonly OperationUpdate[];
    };
    output: CheckpointAnswer;
  };
  GetDurableExecutionState: {
    input: { readonly DurableExecutionArn: string; readonly CheckpointToken: string } & Page;
    output: { readonly Operations: readonly Operation[]; readonly NextMarker?: string };
  };
  GetDurableExecution: {
    input: { readonly DurableExecutionArn: string; readonly IncludeExecutionData?: boolean };
    output: ExecutionSummary & {
      readonly Version: string;
      readonly InputPayload?: string;
      readonly Result?: string;
      readonly Error?: ErrorObject;
      readonly TraceHeader?: { readonly XAmznTraceId: string };
      readonly ExecutionDataIncluded: boolean;
      readonly DurableConfig: DurableConfig;
    };
  };
  GetDurableExecutionHistory: {
    input: {
      readonly DurableExecutionArn: string;
      readonly IncludeExecutionData?: boolean;
      readonly ReverseOrder?: boolean;
    } & Page;
    output: { readonly Events: readonly HistoryEvent[]; readonly NextMarker?: string };
  };
  ListDurableExecutionsByFunction: {
    input: FunctionVersionRequest & {
      readonly DurableExecutionName?: string;
      readonly Statuses?: readonly string[];
      readonly StartedAfter?: number;
      readonly StartedBefore?: number;
      readonly ReverseOrder?: boolean;
    } & Page;
    output: {
      readonly DurableExecutions: readonly (ExecutionSummary & { readonly KMSKeyArn?: string })[];
      readonly NextMarker?: string;
    };
  };
  StopDurableExecution: {
    /** The reference has the error's members beside the ARN, the model and the SDKs have them in `Error`: both are read. */
    input: { readonly DurableExecutionArn: string; readonly Error?: ErrorObject } & ErrorObject;
    output: { readonly StopTimestamp: number };
  };
  SendDurableExecutionCallbackSuccess: {
    input: { readonly CallbackId: string; readonly Result?: string };
    output: object;
  };
  SendDurableExecutionCallbackFailure: {
    input: { readonly CallbackId: string; readonly Error?: ErrorObject };
    output: object;
  };
  SendDurableExecutionCallbackHeartbeat: { input: { readonly CallbackId: string }; output: object };
  CreateFunction: {
    input: Readonly<Record<string, unknown>> & {
      readonly FunctionName: string;
      readonly Publish?: boolean;
      readonly DurableConfig?: DurableConfig;
    };
    output: FunctionConfiguration;
  };
  PublishVersion: {
    input: { readonly FunctionName: string; readonly Description?: string; readonly RevisionId?: string };
    output: FunctionConfiguration;
  };
  GetFunctionConfiguration: { input: FunctionVersionRequest; output: FunctionConfiguration };
  UpdateFunctionConfiguration: {
    input: Readonly<Record<string, unknown>> & {
      readonly FunctionName: string;
      readonly DurableConfig?: DurableConfig;
    };
    output: FunctionConfiguration;
  };
  DeleteFunction: { input: FunctionVersionRequest; output: { readonly StatusCode: number } };
  CreateAlias: {
    input: {
      readonly FunctionName: string;
      readonly Name: string;
      readonly FunctionVersion: string;
      readonly Description?: string;
    };
    output: AliasConfiguration;
  };
}

export type OperationName = keyof DurableOperations;
export type Input<Name extends OperationName> = DurableOperations[Name]['input'];
export type Output<Name extends OperationName> = DurableOperations[Name]['output'];

/** Who waits for the answer. */
export interface Caller {
  /** Becomes aborted when the caller goes away. */
  readonly signal?: AbortSignal;
}

/** One operation. Its input has been checked against the spec's constraints. Throws `DurableError`. */
export type Handler<Name extends OperationName> = (
  account: DurableAccount,
  input: Input<Name>,
  caller: Caller,
) => Output<Name> | Promise<Output<Name>>;

export type Handlers = { readonly [Name in OperationName]: Handler<Name> };
