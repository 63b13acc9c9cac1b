/** What a definition that breaks a rule is answered with. `WARNING`: it is accepted all the same. */
export interface Expected {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
}

/** The rules whose code is another than the usual one. */
const codes: Readonly<Record<string, string>> = {
  'definition-size': 'INVALID_JSON_DESCRIPTION',
  'definition-empty': 'MISSING_DESCRIPTION',
  'json-syntax': 'INVALID_JSON_DESCRIPTION',
  'json-depth': 'INVALID_JSON_DESCRIPTION',
  'state-name': 'INVALID_STATE_NAME',
  'state-name-unique': 'DUPLICATE_STATE_NAME',
  'state-depth': 'TOO_DEEPLY_NESTED',
  'label-name': 'INVALID_LABEL_NAME',
  'label-unique': 'DUPLICATE_LABEL_NAME',
  'transition-target': 'MISSING_TRANSITION_TARGET',
  'state-reachable': 'MISSING_TRANSITION_TARGET',
  'terminal-state': 'MISSING_END_STATE',
  'jsonata-syntax': 'INVALID_JSONATA_EXPRESSION',
  'jsonata-top-level': 'UNSUPPORTED_JSONATA_EXPRESSION',
  'jsonata-states-field': 'UNSUPPORTED_JSONATA_EXPRESSION',
  'variable-name': 'INVALID_VARIABLE_NAME',
  'variable-reserved': 'RESERVED_VARIABLE_NAME',
  'variable-scope': 'DUPLICATE_VARIABLE_NAME',
  'variable-undefined': 'POSSIBLY_UNDEFINED_VARIABLE',
  'template-no-dollar': 'NO_DOLLAR',
  'field-no-path': 'NO_PATH',
  'pass-result-static': 'PASS_RESULT_IS_STATIC',
};

const warnings: ReadonlySet<string> = new Set([
  'variable-undefined',
  'template-no-dollar',
  'field-no-path',
  'pass-result-static',
]);

export function expectedOf(rule: string): Expected {
  return { severity: warnings.has(rule) ? 'WARNING' : 'ERROR', code: codes[rule] ?? 'SCHEMA_VALIDATION_FAILED' };
}
