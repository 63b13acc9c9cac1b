import type * as lambda from '@aws-sdk/client-lambda';
import type { OnTheWire } from '../operations.js';

/** The edition that durable cases are judged by, whichever edition of Step Functions a run is about. */
export const DURABLE_EDITION = '2025-12-01';

/** What each operation answers, every member under its name, wherever it travels. */
export interface LambdaOutputs {
  CheckpointDurableExecution: OnTheWire<lambda.CheckpointDurableExecutionCommandOutput>;
  CreateFunction: OnTheWire<lambda.CreateFunctionCommandOutput>;
  DeleteFunction: OnTheWire<lambda.DeleteFunctionCommandOutput>;
  GetDurableExecution: OnTheWire<lambda.GetDurableExecutionCommandOutput>;
  GetDurableExecutionHistory: OnTheWire<lambda.GetDurableExecutionHistoryCommandOutput>;
  GetDurableExecutionState: OnTheWire<lambda.GetDurableExecutionStateCommandOutput>;
  GetFunctionConfiguration: OnTheWire<lambda.GetFunctionConfigurationCommandOutput>;
  Invoke: OnTheWire<lambda.InvokeCommandOutput>;
  ListDurableExecutionsByFunction: OnTheWire<lambda.ListDurableExecutionsByFunctionCommandOutput>;
  PublishVersion: OnTheWire<lambda.PublishVersionCommandOutput>;
  SendDurableExecutionCallbackFailure: OnTheWire<lambda.SendDurableExecutionCallbackFailureCommandOutput>;
  SendDurableExecutionCallbackHeartbeat: OnTheWire<lambda.SendDurableExecutionCallbackHeartbeatCommandOutput>;
  SendDurableExecutionCallbackSuccess: OnTheWire<lambda.SendDurableExecutionCallbackSuccessCommandOutput>;
  StopDurableExecution: OnTheWire<lambda.StopDurableExecutionCommandOutput>;
  UpdateFunctionConfiguration: OnTheWire<lambda.UpdateFunctionConfigurationCommandOutput>;
}

export type LambdaOperation = keyof LambdaOutputs;
/** An event of a durable history, as it is on the wire. */
export type DurableEvent = LambdaOutputs['GetDurableExecutionHistory']['Events'][number];
/** An operation of an execution, as its function sees it. */
export type DurableOperation = LambdaOutputs['GetDurableExecutionState']['Operations'][number];
export type DurableDescription = LambdaOutputs['GetDurableExecution'];
