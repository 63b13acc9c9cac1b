import { executionArn } from '../arn.js';
import { DurableError, invalidParameter } from '../error.js';
import type { DurableExecution } from '../execution.js';
import type { DurableConfig, InvocationType } from '../shapes.js';

/** A synchronous caller waits as long as any Lambda invocation may last. */
const SYNCHRONOUS_LIMIT_SECONDS = 900;
const LONGEST_EXECUTION_SECONDS = 31_622_400;
const MEGABYTE = 1_048_576;

export interface StartRequest {
  readonly invocationType: InvocationType;
  readonly durableName?: string;
  readonly input?: string;
  readonly version: string;
}

export interface StartingRules {
  /** Refuses to invoke a durable function without a version, an alias or `$LATEST`. */
  readonly requiresQualifier: (qualifier: string | undefined) => DurableError | undefined;
  /** Refuses a durable name for a function that is not durable. */
  readonly requiresDurable: (functionName: string, durableName: string | undefined) => DurableError | undefined;
  /** Refuses to wait for an execution that may last longer than a caller can wait. */
  readonly canWait: (config: DurableConfig, type: InvocationType) => DurableError | undefined;
  /** Refuses an input over the limit of its invocation type. */
  readonly inputSize: (bytes: number, type: InvocationType) => DurableError | undefined;
  /** Refuses an input that is not JSON. */
  readonly inputIsJson: (input: string) => DurableError | undefined;
  /** The ARN of an execution of that version. */
  readonly arn: (qualifiedFunctionArn: string, name: string, id: string) => string;
  /** Whether the execution still holds its name: until its retention ends. */
  readonly holdsName: (execution: DurableExecution) => boolean;
  /** A name that is held: does this request mean that execution? Otherwise it is refused. */
  readonly meansTheSame: (execution: DurableExecution, request: StartRequest) => boolean;
  readonly alreadyStarted: (execution: DurableExecution) => DurableError;
  /** Seconds after which an execution times out. */
  readonly executionTimeoutSeconds: (config: DurableConfig, type: InvocationType) => number;
}

/** Sizes that the model states for inputs: 6 MB to wait for, 1 MB otherwise. */
export const inputLimit = (type: InvocationType): number => (type === 'Event' ? MEGABYTE : 6 * MEGABYTE);

export const starting: StartingRules = {
  requiresQualifier: (qualifier) =>
    qualifier === undefined
      ? invalidParameter('You cannot invoke a durable function using an unqualified ARN.')
      : undefined,
  requiresDurable: (functionName, durableName) =>
    durableName === undefined ? undefined : invalidParameter(`Function ${functionName} is not a durable function`),
  // Recorded by users on AWS. A function that says nothing about its timeout gets one that fits (executionTimeoutSeconds).
  canWait: ({ ExecutionTimeout }, type) =>
    type === 'RequestResponse' && (ExecutionTimeout ?? 0) > SYNCHRONOUS_LIMIT_SECONDS
      ? invalidParameter(
          'You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.',
        )
      : undefined,
  inputSize(bytes, type) {
    const limit = inputLimit(type);
    return bytes > limit
      ? new DurableError(
          'RequestTooLargeException',
          `${bytes} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
          413,
        )
      : undefined;
  },
  inputIsJson(input) {
    try {
      JSON.parse(input);
      return undefined;
    } catch (error) {
      return new DurableError(
        'InvalidRequestContentException',
        `Could not parse request body into json: ${(error as Error).message}`,
        400,
      );
    }
  },
  arn: executionArn,
  holdsName: (execution) => !execution.world.rules.ending.forgotten(execution),
  meansTheSame: ({ params }, { version, input }) => params.version === version && params.input === input,
  alreadyStarted: ({ params }) =>
    new DurableError('DurableExecutionAlreadyStartedException', `Execution already started: ${params.arn}`, 409),
  executionTimeoutSeconds: ({ ExecutionTimeout }, type) =>
    ExecutionTimeout ?? (type === 'RequestResponse' ? SYNCHRONOUS_LIMIT_SECONDS : LONGEST_EXECUTION_SECONDS),
};
