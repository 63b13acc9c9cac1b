import type { LambdaOperation } from './operations.js';

/**
 * How a target takes functions, and how an execution is started on it, where it has a way of its own. JSON: each worker process
 * is told. Absent: AWS's way, functions that CreateFunction makes behind the target's Lambda endpoint, and Invoke of type Event.
 */
export interface DurableWays {
  readonly functions: FunctionWay;
  readonly start: StartWay;
}

export type FunctionWay =
  /** CreateFunction. Their code runs behind the Lambda endpoint that the target was given. */
  | 'created'
  /** CreateFunction, with code that the target runs itself and that passes each event on to the harness; `DurableConfig.Enabled`. */
  | 'forwarding'
  /** None is made: each name is a function behind the Lambda endpoint. The target has none of Lambda's function operations. */
  | 'behind-endpoint';

export type StartWay =
  /** Invoke of type Event. */
  | 'invoke'
  /** Invoke of type RequestResponse, answered after the first invocation. Of type Event it starts nothing that ever ends. */
  | 'first-invocation'
  /** `POST /start-durable-execution`, the route of AWS's local runner. */
  | 'local-runner';

export const AWS_WAYS: DurableWays = { functions: 'created', start: 'invoke' };

const OF_FUNCTIONS: ReadonlySet<LambdaOperation> = new Set<LambdaOperation>([
  'CreateFunction',
  'DeleteFunction',
  'GetFunctionConfiguration',
  'Invoke',
  'PublishVersion',
  'UpdateFunctionConfiguration',
]);

/** Whether a target with these ways has an operation at all. */
export const hasOperation = ({ functions }: DurableWays, operation: LambdaOperation): boolean =>
  functions !== 'behind-endpoint' || !OF_FUNCTIONS.has(operation);
