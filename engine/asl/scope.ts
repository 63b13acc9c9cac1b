import type { Doc, Json, JsonObject } from './doc.js';

/** The variables that a state sees: its own scope's, then those of the scopes around it. A `Map` is one. */
export interface Variables {
  get(name: string): Json | undefined;
}

/** What expressions are evaluated against. Nothing here is asked for unless an expression names it. */
export interface Scope {
  /** What `$` names in JSONPath, `$states.input` in JSONata. */
  readonly input: Doc;
  /** `$states.result`: a task's answer, a Map's or Parallel's output. */
  readonly result?: Doc | undefined;
  /** `$states.errorOutput`, inside Catch. */
  readonly errorOutput?: Doc | undefined;
  readonly variables: Variables;
  /** What `$$` and `$states.context` name. */
  context(): JsonObject;
  /** Milliseconds since the epoch, for `$now()` and `$millis()`. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  uuid(): string;
}

/** What the reserved variable `$states` holds. */
export function states(scope: Scope): Json {
  const value: { [member: string]: Json } = { input: scope.input.value };
  if (scope.result !== undefined) value.result = scope.result.value;
  if (scope.errorOutput !== undefined) value.errorOutput = scope.errorOutput.value;
  value.context = scope.context();
  return value;
}
