/** TestState refuses the request itself; `name` is the API's error. */
export class TestStateError extends Error {
  constructor(
    override readonly name: 'InvalidDefinition' | 'InvalidExecutionInput' | 'ValidationException',
    message: string,
  ) {
    super(message);
  }
}
