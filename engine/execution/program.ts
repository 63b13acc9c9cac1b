import type { JsonObject } from '../asl/doc.js';
import type { Language } from '../asl/language.js';
import type { Edition } from './edition.js';
import type { Rules } from './rules.js';

export interface CompileOptions {
  readonly edition: Edition;
  /** The default language when absent. */
  readonly language?: Language;
  /** Overrides entries of the default rules. */
  readonly rules?: Partial<Rules>;
}

/** A definition turned into closures, once; any number of executions share it. */
export interface Program {
  readonly definition: JsonObject;
  readonly edition: Edition;
  readonly startAt: string;
  /** The machine's own TimeoutSeconds. */
  readonly timeoutSeconds: number | undefined;
}

/** @param definition a definition that the checker accepted */
export function compile(definition: JsonObject, options: CompileOptions): Program {
  throw new Error(`no compiler yet for ${Object.keys(definition).length} members in ${options.edition}`);
}
