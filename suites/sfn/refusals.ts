import type { CaseTarget } from '../../harness/index.js';

/**
 * The errors that a request may be refused with for breaking a member's constraint. AWS answers ValidationException; the 2017
 * reference knows ValidationError, and among its common errors those of the Query protocol (A19). A constraint on what a member
 * means (a name, an ARN, a token) may be found by the service before or after that of its length: both are right.
 */
export function constraintErrors(target: CaseTarget, member: string): string[] {
  const general = ['ValidationException', 'ValidationError'];
  if (target.edition === '2017-03-30') general.push('InvalidParameterValue', 'MissingParameter');
  const own = ownErrors.find(([names]) => names.test(member));
  return own === undefined ? general : [...general, ...own[1]];
}

const ownErrors: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^name$/, ['InvalidName']],
  [/arn$/i, ['InvalidArn']],
  [/^definition$/, ['InvalidDefinition']],
  [/^input$/, ['InvalidExecutionInput']],
  [/^output$/, ['InvalidOutput']],
  [/token$/i, ['InvalidToken']],
];

/** The errors that a value of the wrong JSON type may be refused with. */
export function typeErrors(target: CaseTarget, member: string): string[] {
  return ['SerializationException', ...constraintErrors(target, member)];
}
