import type { JsonObject } from '../doc.js';
import type { Diagnostic } from './diagnostic.js';

export type { Diagnostic, DiagnosticCode, Severity } from './diagnostic.js';

/** The language of the first API's day, or today's. */
export type Edition = '2017-03-30' | 'current';

export interface CheckOptions {
  /** default `current` */
  edition?: Edition;
  /** default `STANDARD` */
  type?: 'STANDARD' | 'EXPRESS';
}

/** A definition's text read as JSON: the object when there is one, else what keeps it from being one. */
export type Parsed =
  | { definition: JsonObject; diagnostics: readonly Diagnostic[] }
  | { definition?: undefined; diagnostics: readonly [Diagnostic, ...Diagnostic[]] };

export interface Validation {
  result: 'OK' | 'FAIL';
  diagnostics: Pick<Diagnostic, 'severity' | 'code' | 'message' | 'location'>[];
  truncated: boolean;
}

/** Reads a definition's text. Never throws; text beyond the limits is refused with a diagnostic. */
export declare function parseDefinition(text: string): Parsed;

/** Every rule that a definition breaks: errors in AWS's order, then warnings. */
export declare function check(definition: JsonObject, options?: CheckOptions): Diagnostic[];

/** As {@link check}, for one state on its own (TestState without a state name). */
export declare function checkState(state: JsonObject, options?: CheckOptions): Diagnostic[];

/** What ValidateStateMachineDefinition answers. `maxResults` 0 or absent is 100. */
export declare function validateDefinition(
  text: string,
  options?: CheckOptions & { severity?: 'ERROR' | 'WARNING'; maxResults?: number },
): Validation;

/**
 * The detail inside `Invalid State Machine Definition: '<detail>'` with which CreateStateMachine, UpdateStateMachine and
 * TestState refuse a definition; `undefined` when they accept it.
 */
export declare function refusal(text: string, options?: CheckOptions): string | undefined;

/** As {@link refusal}, for TestState's definition of a single state. */
export declare function refusalOfState(text: string, options?: CheckOptions): string | undefined;
