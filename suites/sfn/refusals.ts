/**
 * The errors that a request may be refused with for breaking a member's constraint: that it is refused, and for this, is what
 * these cases hold. AWS answers ValidationException, which `wire:validation/type` holds; the 2017 reference knows ValidationError,
 * and among its common errors those of the Query protocol (A19). What a member means (a name, an ARN, a token) may be looked at
 * before or after its length: both are right.
 */
export function constraintErrors(member: string): string[] {
  const own = ownErrors.find(([names]) => names.test(member));
  return own === undefined ? general : [...general, ...own[1]];
}

const general = [
  'ValidationException',
  'ValidationError',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'MissingParameter',
  'MissingRequiredParameter',
];

const ownErrors: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^name$/, ['InvalidName']],
  [/arn$/i, ['InvalidArn']],
  [/^definition$/, ['InvalidDefinition']],
  [/^input$/, ['InvalidExecutionInput']],
  [/^output$/, ['InvalidOutput']],
  [/token$/i, ['InvalidToken']],
];

/** The errors that a value of the wrong JSON type may be refused with. */
export function typeErrors(member: string): string[] {
  return ['SerializationException', ...constraintErrors(member)];
}
