import type { Clock, RealClock, VirtualClock } from './clock.js';
import { Engine, type EngineOptions } from './service/engine.js';

export { Doc, type Json, type JsonObject } from './asl/doc.js';
export type { Edition } from './asl/index.js';
export { type Clock, RealClock, type Timer, VirtualClock } from './clock.js';
export {
  createDurableService,
  DurableError,
  type DurableInvocationEvent,
  type DurableInvocationOutput,
  type DurableService,
  type DurableServiceOptions,
  type FunctionHandler as DurableFunctionHandler,
  finish as finishDurableExecution,
} from './durable/index.js';
export type { HttpRequest, HttpResponse, Mount, RequestAccount } from './http/mount.js';
export { type Address, type Served, type ServeOptions, serveEngine } from './http/serve.js';
export {
  type IntegrationCall,
  type IntegrationHandler,
  type Integrations,
  TaskError,
} from './service/dispatch/integration.js';
export type { LambdaContext, LambdaFunction } from './service/dispatch/lambda.js';
export { MockFileError } from './service/dispatch/mock.js';
export { type CallOptions, Engine, type EngineOptions } from './service/engine.js';
export { ServiceError } from './service/error.js';
export type { Call, Operation, Operations } from './service/operation.js';
export type { OutputOf } from './service/operation-outputs.js';
export type { Quotas } from './service/quotas.js';
export type { Input } from './service/request.js';
export type { Output } from './service/response.js';
export type { ResponseRewriter } from './service/service.js';

/**
 * Makes an engine: all of Step Functions in this process, with no server and, by default, a virtual clock.
 *
 *     const engine = createEngine({ functions: { double: (n) => Number(n) * 2 } });
 *     const { stateMachineArn } = await engine.call('CreateStateMachine', { name, roleArn, definition });
 *     const { executionArn } = await engine.call('StartExecution', { stateMachineArn, input: '21' });
 *     const { output } = await engine.finish(executionArn);
 *
 * @throws MockFileError when the mock file's text is none
 */
export function createEngine(options?: EngineOptions & { readonly clock?: 'virtual' }): Engine<VirtualClock>;
export function createEngine(options: EngineOptions & { readonly clock: 'real' }): Engine<RealClock>;
export function createEngine<C extends Clock>(options: EngineOptions<C>): Engine<C>;
export function createEngine(options: EngineOptions = {}): Engine {
  return new Engine(options);
}
