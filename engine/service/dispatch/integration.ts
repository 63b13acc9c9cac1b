import type { Json } from '../../asl/doc.js';
import type { IntegrationPattern } from '../../execution/index.js';

/** What a Task state asks of a service, as an integration's handler sees it. */
export interface IntegrationCall {
  /** `arn:aws:states:::sqs:sendMessage.waitForTaskToken`. */
  readonly resource: string;
  /** `sqs`, `aws-sdk:dynamodb`. */
  readonly service: string;
  /** `sendMessage`. */
  readonly action: string;
  readonly pattern: IntegrationPattern;
  /** The state's Parameters or Arguments, evaluated. */
  readonly input: Json;
  /** With which the task is ended when the pattern waits for it. */
  readonly taskToken: string | undefined;
  readonly executionArn: string;
  readonly stateName: string;
  /** How often the state was tried before. */
  readonly retryCount: number;
  /** The state's Credentials, evaluated. */
  readonly credentials: Json | undefined;
}

/**
 * Does the work of one attempt. What it returns is the task's output; with a pattern that waits for a token it is the output of
 * the submission, and the task goes on until the token comes back. A {@link TaskError} fails the task.
 */
export type IntegrationHandler = (call: IntegrationCall) => Json | undefined | Promise<Json | undefined>;

/**
 * Handlers by what they handle: `sqs:sendMessage`, or a whole service `sqs`, or `*` for all that nothing else handles. The most
 * exact one is taken.
 */
export type Integrations = Record<string, IntegrationHandler>;

/** Fails a task, or a Lambda function, with an error name that Retry and Catch can match. */
export class TaskError extends Error {
  constructor(
    readonly error: string,
    override readonly cause: string,
  ) {
    super(cause);
    this.name = error;
  }
}

/** Another exception fails the task too, under its own name, as a Lambda function's does. */
export function taskErrorOf(thrown: unknown): TaskError {
  if (thrown instanceof TaskError) return thrown;
  if (thrown instanceof Error) return new TaskError(thrown.name, thrown.message);
  return new TaskError('Error', String(thrown));
}

export function handlerOf(integrations: Integrations, service: string, action: string): IntegrationHandler | undefined {
  for (const key of [`${service}:${action}`, service, '*']) {
    if (Object.hasOwn(integrations, key)) return integrations[key];
  }
  return undefined;
}
