/**
 * The wire shapes of Lambda durable executions (API version 2015-03-31, paths under /2025-12-01/), as far as the engine reads or
 * writes them. Timestamps in answers of the API are epoch seconds, in the event that a function gets integer milliseconds.
 */

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'STOPPED';
export type OperationType = 'EXECUTION' | 'CONTEXT' | 'STEP' | 'WAIT' | 'CALLBACK' | 'CHAINED_INVOKE';
export type OperationAction = 'START' | 'SUCCEED' | 'FAIL' | 'RETRY' | 'CANCEL';
export type OperationStatus =
  | 'STARTED'
  | 'PENDING'
  | 'READY'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'TIMED_OUT'
  | 'STOPPED';
export type InvocationType = 'RequestResponse' | 'Event' | 'DryRun';

export interface ErrorObject {
  readonly ErrorMessage?: string;
  readonly ErrorType?: string;
  readonly ErrorData?: string;
  readonly StackTrace?: readonly string[];
}

export interface OperationUpdate {
  readonly Id: string;
  readonly ParentId?: string;
  readonly Name?: string;
  readonly Type: OperationType;
  readonly SubType?: string;
  readonly Action: OperationAction;
  readonly Payload?: string;
  readonly Error?: ErrorObject;
  readonly ContextOptions?: { readonly ReplayChildren?: boolean };
  readonly StepOptions?: { readonly NextAttemptDelaySeconds?: number };
  readonly WaitOptions?: { readonly WaitSeconds?: number };
  readonly CallbackOptions?: { readonly TimeoutSeconds?: number; readonly HeartbeatTimeoutSeconds?: number };
  readonly ChainedInvokeOptions?: { readonly FunctionName: string; readonly TenantId?: string };
}

/** An operation as the function sees it: in its event, in a checkpoint's answer, in a page of state. */
export interface Operation {
  readonly Id: string;
  readonly ParentId?: string;
  readonly Name?: string;
  readonly Type: OperationType;
  readonly SubType?: string;
  readonly StartTimestamp: number;
  readonly EndTimestamp?: number;
  readonly Status: OperationStatus;
  readonly ExecutionDetails?: { readonly InputPayload?: string };
  readonly ContextDetails?: {
    readonly ReplayChildren?: boolean;
    readonly Result?: string;
    readonly Error?: ErrorObject;
  };
  readonly StepDetails?: {
    readonly Attempt?: number;
    readonly NextAttemptTimestamp?: number;
    readonly Result?: string;
    readonly Error?: ErrorObject;
  };
  readonly WaitDetails?: { readonly ScheduledEndTimestamp?: number };
  readonly CallbackDetails?: { readonly CallbackId?: string; readonly Result?: string; readonly Error?: ErrorObject };
  readonly ChainedInvokeDetails?: { readonly Result?: string; readonly Error?: ErrorObject };
}

export type EventType =
  | 'ExecutionStarted'
  | 'ExecutionSucceeded'
  | 'ExecutionFailed'
  | 'ExecutionTimedOut'
  | 'ExecutionStopped'
  | 'ContextStarted'
  | 'ContextSucceeded'
  | 'ContextFailed'
  | 'WaitStarted'
  | 'WaitSucceeded'
  | 'WaitCancelled'
  | 'StepStarted'
  | 'StepSucceeded'
  | 'StepFailed'
  | 'ChainedInvokeStarted'
  | 'ChainedInvokeSucceeded'
  | 'ChainedInvokeFailed'
  | 'ChainedInvokeTimedOut'
  | 'ChainedInvokeStopped'
  | 'CallbackStarted'
  | 'CallbackSucceeded'
  | 'CallbackFailed'
  | 'CallbackTimedOut'
  | 'InvocationCompleted';

/** Data in an event: the payload, absent where there is none or it was not asked for. */
export interface EventData<T> {
  readonly Payload?: T;
  readonly Truncated?: boolean;
}

/** The union of what any event's details hold. */
export interface EventDetails {
  readonly Input?: EventData<string>;
  readonly Result?: EventData<string>;
  readonly Error?: EventData<ErrorObject>;
  readonly RetryDetails?: { readonly CurrentAttempt: number; readonly NextAttemptDelaySeconds?: number };
  readonly ExecutionTimeout?: number;
  readonly Duration?: number;
  readonly ScheduledEndTimestamp?: number;
  readonly CallbackId?: string;
  readonly Timeout?: number;
  readonly HeartbeatTimeout?: number;
  readonly FunctionName?: string;
  readonly TenantId?: string;
  readonly ExecutedVersion?: string;
  readonly DurableExecutionArn?: string;
  readonly StartTimestamp?: number;
  readonly EndTimestamp?: number;
  readonly RequestId?: string;
}

export type HistoryEvent = {
  readonly EventType: EventType;
  readonly EventId: number;
  readonly EventTimestamp: number;
  readonly Id?: string;
  readonly Name?: string;
  readonly ParentId?: string;
  readonly SubType?: string;
} & { readonly [Details in `${EventType}Details`]?: EventDetails };

export interface DurableConfig {
  readonly ExecutionTimeout?: number;
  readonly RetentionPeriodInDays?: number;
  readonly KMSKeyArn?: string;
}

/** What a durable function is invoked with. */
export interface DurableInvocationEvent {
  readonly DurableExecutionArn: string;
  readonly CheckpointToken: string;
  readonly InitialExecutionState: { readonly Operations: readonly Operation[]; readonly NextMarker: string };
  readonly UpdatedOperationIds: readonly string[];
}

/** What a durable function returns. */
export interface DurableInvocationOutput {
  readonly Status: 'SUCCEEDED' | 'FAILED' | 'PENDING';
  readonly Result?: string;
  readonly Error?: ErrorObject;
}

export interface CheckpointAnswer {
  /** Absent when the checkpoint closed the execution. */
  readonly CheckpointToken?: string;
  readonly NewExecutionState: { readonly Operations: readonly Operation[] };
}
