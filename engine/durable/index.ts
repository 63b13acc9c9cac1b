export type { Handler, Handlers, Input, OperationName, Output } from './api/api.js';
export type { DurableMount } from './edge/mount.js';
export { DurableError } from './error.js';
export type {
  DurableClient,
  FunctionContext,
  FunctionHandler,
  RegisteredFunction,
} from './functions/in-process.js';
export { type DurableRules, type DurableRulesPatch, defaultRules } from './rules/rules.js';
export {
  type AccountSettings,
  createDurableService,
  DEFAULT_ACCOUNT,
  type DurableActivity,
  type DurableService,
  type DurableServiceOptions,
} from './service.js';
export type {
  CheckpointAnswer,
  DurableConfig,
  DurableInvocationEvent,
  DurableInvocationOutput,
  ErrorObject,
  HistoryEvent,
  Operation,
  OperationUpdate,
} from './shapes.js';
export { finish, settle } from './virtual-time.js';
