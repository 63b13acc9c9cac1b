import type { Call, Engine, Input, Operation, Output, ResponseRewriter } from '../../engine/index.js';
import { ServiceError } from '../../engine/index.js';

/** Handlers with something around them: of one operation, or of several. */
export function around(
  operations: string | readonly string[],
  wrapper: (handle: Operation, operation: string) => Operation,
): (engine: Engine) => void {
  return (engine) => {
    for (const operation of [operations].flat()) {
      if (engine.has(operation)) engine.wrapOperation(operation, (handle) => wrapper(handle, operation));
    }
  };
}

/** Requests changed before the operation gets them. */
export function given(
  operations: string | readonly string[],
  change: (input: Input, call: Call) => Input,
): (engine: Engine) => void {
  return around(operations, (handle) => (input, call) => handle(change(input, call), call));
}

/** An answer in place of an error. */
export function insteadOf(
  operations: string | readonly string[],
  error: string,
  answer: (input: Input, call: Call, refusal: ServiceError, handle: Operation) => Output | Promise<Output>,
): (engine: Engine) => void {
  return around(operations, (handle) => (input, call) => {
    const settle = (thrown: unknown): Output | Promise<Output> => {
      if (!(thrown instanceof ServiceError) || thrown.name !== error) throw thrown;
      return answer(input, call, thrown, handle);
    };
    try {
      const output = handle(input, call);
      return output instanceof Promise ? output.catch(settle) : output;
    } catch (thrown) {
      return settle(thrown);
    }
  });
}

/** Another error in the place of one. */
export function renamed(
  operations: string | readonly string[],
  error: string,
  other: string,
): (engine: Engine) => void {
  return insteadOf(operations, error, (_input, _call, refusal) => {
    throw new ServiceError(other, refusal.message);
  });
}

/** Answers changed: of one operation, or of several. */
export function answers(
  operations: string | readonly string[],
  change: (output: Output, input: Input, operation: string) => Output,
): ResponseRewriter {
  const changed = new Set([operations].flat());
  return (operation, output, input) => (changed.has(operation) ? change(output, input, operation) : output);
}

/** An answer without some of its members. */
export function leaving(output: Output, ...members: readonly string[]): Output {
  return Object.fromEntries(Object.entries(output).filter(([name]) => !members.includes(name)));
}
