import type { Doc, Json, JsonObject } from '../asl/doc.js';
import type { Host } from './host.js';
import type { CompileOptions } from './program.js';

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

/** TestState's request, its JSON texts parsed. The definition has passed the checker. */
export interface TestStateRequest {
  /** One state, or a machine with `stateName`. */
  readonly definition: JsonObject;
  readonly stateName?: string;
  readonly input: Doc;
  readonly roleArn?: string;
  readonly inspectionLevel: InspectionLevel;
  readonly revealSecrets: boolean;
  readonly variables?: JsonObject;
  readonly context?: JsonObject;
  readonly mock?: {
    readonly result?: Doc;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
}

/** TestState's answer; documents are texts as the API gives them. */
export interface TestStateResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: Readonly<Record<string, Json>>;
}

/** TestState refuses the request itself; `name` is the API's error. */
export class TestStateError extends Error {
  constructor(
    override readonly name: 'InvalidDefinition' | 'InvalidExecutionInput' | 'ValidationException',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Runs one state once, without an execution.
 * @throws TestStateError when the state cannot be tested so
 */
export async function testState(
  request: TestStateRequest,
  options: CompileOptions,
  host: Host,
): Promise<TestStateResult> {
  throw new Error(`no TestState yet for ${request.stateName} in ${options.edition} at ${host.clock.now()}`);
}
