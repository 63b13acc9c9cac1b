import type { Members } from './body.js';

/** A place where an answer does not have the shape that its edition states. */
export interface SchemaProblem {
  /** `schema:` and the structural statement's tail: `schema:response/executionArn/required`. */
  readonly rule: `schema:${string}`;
  /** The structural statement that it breaks. */
  readonly statement?: string;
  readonly expected: string;
  readonly actual: string;
}

/** The response schemas of one edition. */
export interface ResponseSchemas {
  /** What is wrong with the output of an operation; nothing for one that the edition doesn't have. */
  problems(operation: string, output: Members): SchemaProblem[];
}
