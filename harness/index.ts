export { describe } from 'vitest';
export { isAssertion } from './assertion.js';
export { test } from './case.js';
export type * from './context.js';
export { type DurableFunction, functionRequest } from './durable/functions.js';
export type { Invocation, Update } from './durable/invocation.js';
export type * from './durable/operations.js';
export type { Exchange, Finding, ReceivedResponse, SentRequest, ServiceError, TransportFailure } from './exchange.js';
export { anything, json, matching } from './expected.js';
export { type EventPattern, expect } from './matchers.js';
export type { ExecutionDescription, HistoryEvent, OnTheWire, OperationName, Outputs } from './operations.js';
export { isOperation, operationNames } from './operations.js';
export type * from './record.js';
export { restsOn, Shown } from './rests-on.js';
export { fail, heartbeats, late, never, reply, type Script, type Step, succeed } from './script.js';
export {
  type Adapter,
  type Budgets,
  type Capability,
  type ConformanceRun,
  type Credentials,
  capabilities,
  type Edition,
  type Isolation,
  type RunningTarget,
  type StartOptions as TargetStartOptions,
  type TargetClock,
  type TargetInfo,
} from './target.js';
export type { Blame, FailJudgement, Judgement, Oracle, Verdict } from './verdict.js';
export { Breach, Inconclusive } from './verdict.js';
