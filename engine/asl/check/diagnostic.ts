/**
 * Diagnostic codes. All but the last two are named by ValidateStateMachineDefinition's model
 * (shape ValidateStateMachineDefinitionDiagnostic).
 */
export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'MISSING_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'INVALID_RESOURCE'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_NAME'
  | 'DUPLICATE_LABEL_NAME'
  | 'INVALID_LABEL_NAME'
  | 'MISSING_TRANSITION_TARGET'
  | 'TOO_DEEPLY_NESTED'
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
  path: readonly (string | number)[];
  /** our stable id of the rule that is broken, kebab-case */
  rule: string;
}
