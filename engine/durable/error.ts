/** An error that the API answers with: `name` is its type, `status` the HTTP status. */
export class DurableError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export const invalidParameter = (message: string): DurableError =>
  new DurableError('InvalidParameterValueException', message, 400);

export const notFound = (message: string): DurableError => new DurableError('ResourceNotFoundException', message, 404);

export const conflict = (message: string): DurableError => new DurableError('ResourceConflictException', message, 409);

/** The request can't be read as what the operation takes: wrong JSON, wrong JSON type, a malformed query value. */
export const unreadable = (message: string): DurableError => new DurableError('SerializationException', message, 400);

/** Constraints of the reference that the request breaks, in the form in which AWS lists them. */
export function constraintViolations(violations: readonly string[]): DurableError {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return new DurableError('ValidationException', `${count} detected: ${violations.join('; ')}`, 400);
}
