import type { DurableRules } from '../rules/rules.js';
import type { ErrorObject, Operation, OperationStatus, OperationType } from '../shapes.js';

/** An operation as the engine keeps it. Times are milliseconds since the epoch. */
interface RecordBase {
  readonly id: string;
  readonly name?: string;
  readonly subType?: string;
  readonly parentId?: string;
  readonly startedAt: number;
  /** The place among the execution's operations, from 0: the EXECUTION itself. */
  readonly order: number;
  status: OperationStatus;
  endedAt?: number;
  result?: string;
  error?: ErrorObject;
}

export interface ExecutionRecord extends RecordBase {
  readonly type: 'EXECUTION';
  readonly input?: string;
}
export interface ContextRecord extends RecordBase {
  readonly type: 'CONTEXT';
  replayChildren: boolean;
}
export interface StepRecord extends RecordBase {
  readonly type: 'STEP';
  /** Attempts that ended. */
  attempt: number;
  nextAttemptAt?: number;
}
export interface WaitRecord extends RecordBase {
  readonly type: 'WAIT';
  readonly seconds: number;
  readonly endsAt: number;
  stopTimer: () => void;
}
export interface CallbackRecord extends RecordBase {
  readonly type: 'CALLBACK';
  readonly callbackId: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  timeoutAt?: number;
  heartbeatAt?: number;
  stopTimeout: () => void;
  stopHeartbeat: () => void;
}
export interface ChainedInvokeRecord extends RecordBase {
  readonly type: 'CHAINED_INVOKE';
  readonly functionName: string;
  readonly tenantId?: string;
  readonly input?: string;
}

export type OperationRecord =
  | ExecutionRecord
  | ContextRecord
  | StepRecord
  | WaitRecord
  | CallbackRecord
  | ChainedInvokeRecord;

export type RecordOf<T extends OperationType> = Extract<OperationRecord, { type: T }>;

/**
 * The function's event carries integer milliseconds, the only form that all official SDKs read; answers of the API carry epoch
 * seconds, as REST-JSON does.
 */
export type TimeForm = (milliseconds: number) => number;
export const asMilliseconds: TimeForm = (milliseconds) => Math.trunc(milliseconds);
export const asSeconds: TimeForm = (milliseconds) => milliseconds / 1000;

/** Members without a value are left out: a null makes an official SDK report a non-deterministic replay. */
const present = <K extends string, V>(member: K, value: V | undefined): { [M in K]?: V } =>
  value === undefined ? {} : ({ [member]: value } as { [M in K]?: V });

const outcome = (record: OperationRecord) => ({
  ...present('Result', record.result),
  ...present('Error', record.error),
});

function details(record: OperationRecord, time: TimeForm): Partial<Operation> {
  switch (record.type) {
    case 'EXECUTION':
      return { ExecutionDetails: present('InputPayload', record.input) };
    case 'CONTEXT':
      return { ContextDetails: { ...(record.replayChildren && { ReplayChildren: true }), ...outcome(record) } };
    case 'STEP':
      return {
        StepDetails: {
          Attempt: record.attempt,
          ...(record.nextAttemptAt !== undefined && { NextAttemptTimestamp: time(record.nextAttemptAt) }),
          ...outcome(record),
        },
      };
    case 'WAIT':
      return { WaitDetails: { ScheduledEndTimestamp: time(record.endsAt) } };
    case 'CALLBACK':
      return { CallbackDetails: { CallbackId: record.callbackId, ...outcome(record) } };
    case 'CHAINED_INVOKE':
      return { ChainedInvokeDetails: outcome(record) };
  }
}

/** An operation in the API's shape. */
export function renderOperation(record: OperationRecord, time: TimeForm, rules: DurableRules): Operation {
  return rules.reading.operation({
    Id: record.id,
    ...present('ParentId', record.parentId),
    ...present('Name', record.name),
    Type: record.type,
    ...present('SubType', record.subType),
    StartTimestamp: time(record.startedAt),
    ...(record.endedAt !== undefined && { EndTimestamp: time(record.endedAt) }),
    Status: record.status,
    ...details(record, time),
  });
}
