import type { Place, Step } from './place.js';
import { type RuleId, rules } from './rules.js';

/**
 * Diagnostic codes. Most are named by ValidateStateMachineDefinition's model (shape
 * ValidateStateMachineDefinitionDiagnostic); those about JSONata and variables are what AWS answers, though it lists none.
 */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'MISSING_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'INVALID_LABEL_NAME'
  | 'MISSING_TRANSITION_TARGET'
  | 'TOO_DEEPLY_NESTED'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'INVALID_VARIABLE_NAME'
  | 'RESERVED_VARIABLE_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  | 'POSSIBLY_UNDEFINED_VARIABLE'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC';

/** `ERROR`: the definition is refused. `WARNING`: it is accepted all the same. */
export type Severity = 'ERROR' | 'WARNING';

/** One thing that is wrong with a definition. */
export interface Diagnostic {
  severity: Severity;
  code: DiagnosticCode;
  /** what is wrong, in AWS's words where they are known */
  message: string;
  /** where: `/States/<state>/<field>`, `/` for the top level; absent where AWS gives none */
  location?: string;
  /** the member names and array indexes that lead to it, for a line and column; `[]` is the document */
  path: readonly Step[];
  /** our stable id of the rule that is broken */
  rule: RuleId;
}

/** Gathers diagnostics, in the order in which they are found. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  /** @param place where; without one AWS gives no location */
  add(rule: RuleId, message: string, place?: Place): void {
    const { code, severity } = rules[rule];
    const at = place === undefined ? { path: [] } : { location: place.location, path: place.path };
    this.diagnostics.push({ severity, code, message, ...at, rule });
  }

  get failed(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'ERROR');
  }
}
