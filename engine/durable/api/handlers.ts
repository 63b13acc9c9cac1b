import type { Handlers } from './api.js';
import { sendFailure, sendHeartbeat, sendSuccess } from './callbacks.js';
import {
  getDurableExecution,
  getDurableExecutionHistory,
  listDurableExecutionsByFunction,
  stopDurableExecution,
} from './executions.js';
import {
  createAlias,
  createFunction,
  deleteFunction,
  getFunctionConfiguration,
  publishVersion,
  updateFunctionConfiguration,
} from './functions.js';
import { invoke } from './invoke.js';
import { checkpointDurableExecution, getDurableExecutionState } from './runtime.js';

/** Every operation. A seeded fault wraps or replaces entries. */
export const handlers: Handlers = {
  Invoke: invoke,
  CheckpointDurableExecution: checkpointDurableExecution,
  GetDurableExecutionState: getDurableExecutionState,
  GetDurableExecution: getDurableExecution,
  GetDurableExecutionHistory: getDurableExecutionHistory,
  ListDurableExecutionsByFunction: listDurableExecutionsByFunction,
  StopDurableExecution: stopDurableExecution,
  SendDurableExecutionCallbackSuccess: sendSuccess,
  SendDurableExecutionCallbackFailure: sendFailure,
  SendDurableExecutionCallbackHeartbeat: sendHeartbeat,
  CreateFunction: createFunction,
  PublishVersion: publishVersion,
  GetFunctionConfiguration: getFunctionConfiguration,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  DeleteFunction: deleteFunction,
  CreateAlias: createAlias,
};
