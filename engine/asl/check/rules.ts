import type { DiagnosticCode, Severity } from './diagnostic.js';

interface Rule {
  code: DiagnosticCode;
  severity: Severity;
  /** what a definition must do to keep the rule */
  claim: string;
}

const schema = (claim: string): Rule => ({ code: 'SCHEMA_VALIDATION_FAILED', severity: 'ERROR', claim });
const error = (code: DiagnosticCode, claim: string): Rule => ({ code, severity: 'ERROR', claim });
const warning = (code: DiagnosticCode, claim: string): Rule => ({ code, severity: 'WARNING', claim });

/** Every rule of the checker. The ids are stable: mutants, statements and users name them. */
export const rules = {
  'definition-size': error('INVALID_JSON_DESCRIPTION', 'a definition has at most 1,048,576 characters'),
  'definition-empty': error('MISSING_DESCRIPTION', 'a definition says something'),
  'definition-object': schema('a definition is a JSON object'),
  'json-syntax': error('INVALID_JSON_DESCRIPTION', 'a definition is JSON'),
  'json-depth': error('INVALID_JSON_DESCRIPTION', 'JSON values nest at most 1,000 deep'),

  'required-field': schema('required fields are there'),
  'unsupported-field': schema('an object has only the fields that its kind supports'),
  'field-type': schema('a field holds a value of its type'),
  'value-empty': schema('lists and maps that must hold something do'),
  'value-range': schema('numbers are in their range'),
  'value-enum': schema('a field with a fixed set of values holds one of them'),
  'exclusive-fields': schema('of fields that exclude each other, only one is there'),
  'next-or-end': schema('a state says where it goes: Next or End, not both'),

  'state-type': schema('Type is one of the state types'),
  'state-name': error('INVALID_STATE_NAME', 'a state name has 1 to 80 characters'),
  'state-name-unique': error('DUPLICATE_STATE_NAME', 'a state name is used once in the whole machine'),
  'state-depth': error('TOO_DEEPLY_NESTED', 'states nest within bounds'),
  'label-name': error('INVALID_LABEL_NAME', 'a Map label has 1 to 40 characters of those allowed'),
  'label-unique': error('DUPLICATE_LABEL_NAME', 'a Map label is used once in the whole machine'),

  'transition-target': error('MISSING_TRANSITION_TARGET', 'StartAt, Next and Default name a state beside them'),
  'state-reachable': error('MISSING_TRANSITION_TARGET', 'every state can be reached from StartAt'),
  'terminal-state': error('MISSING_END_STATE', 'the machine has a terminal state'),

  'query-language': schema('QueryLanguage is JSONPath or JSONata'),
  'query-language-mix': schema('a JSONata machine has no JSONPath states'),
  'query-language-field': schema('a state uses the fields of its query language only'),

  timestamp: schema('a timestamp is RFC 3339 with T and a zone'),
  'path-syntax': schema('a path is JSONPath'),
  'reference-path': schema('a reference path names one node by names and indexes'),
  'template-path': schema('a template member that ends in .$ holds a path or an intrinsic function call'),
  'intrinsic-call': schema('an intrinsic function exists and gets as many arguments as it takes'),

  'choice-selector': schema('a choice rule has exactly one of And, Or, Not, Variable or Condition'),
  'choice-operator': schema('a choice rule with Variable has exactly one comparison operator'),
  'choice-operand': schema("a comparison's operand is of the operator's type"),
  'choice-nested-next': schema('only the outermost choice rule has Next'),

  'states-all-alone': schema('States.ALL stands alone, in the last retrier or catcher'),
  'heartbeat-below-timeout': schema('HeartbeatSeconds is smaller than TimeoutSeconds'),

  'resource-arn': schema('Resource is an ARN'),
  'resource-known': schema('Resource names a function, an activity or a supported integration'),
  'integration-parameters': schema('a service integration gets the parameters it requires'),
  credentials: schema('Credentials holds a RoleArn'),
  'activity-credentials': schema('an activity task has no Credentials'),
  'express-sync': schema('an Express machine has no .sync task'),
  'express-callback': schema('an Express machine has no .waitForTaskToken task'),
  'express-activity': schema('an Express machine has no activity task'),
  'express-distributed-map': schema('an Express machine has no distributed Map'),

  'processor-execution-type': schema('a distributed Map has an ExecutionType, an inline one has none'),
  'reader-resource': schema("a reader's or writer's Resource is one of those supported"),
  'reader-csv-header': schema('a CSV reader says where its header is, and only it does'),

  'jsonata-string': schema('a JSONata string begins with {% and ends with %}'),
  'jsonata-syntax': error('INVALID_JSONATA_EXPRESSION', 'a JSONata expression parses'),
  'jsonata-top-level': error(
    'UNSUPPORTED_JSONATA_EXPRESSION',
    'JSONata reads $states and variables, not a context item',
  ),
  'jsonata-states-field': error(
    'UNSUPPORTED_JSONATA_EXPRESSION',
    '$states has the field that is read, where it is read',
  ),

  'variable-name': error('INVALID_VARIABLE_NAME', 'a variable name is an identifier of at most 80 characters'),
  'variable-reserved': error('RESERVED_VARIABLE_NAME', 'the variable $states is not assigned'),
  'variable-scope': error('DUPLICATE_VARIABLE_NAME', 'an inner scope does not assign an outer variable'),

  'variable-undefined': warning('POSSIBLY_UNDEFINED_VARIABLE', 'a variable that is read is assigned somewhere'),
  'template-no-dollar': warning('NO_DOLLAR', 'a template member whose value looks like a path ends in .$'),
  'field-no-path': warning('NO_PATH', 'a field whose value looks like a path ends in Path'),
  'pass-result-static': warning('PASS_RESULT_IS_STATIC', 'the Result of a Pass state holds no path'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;
