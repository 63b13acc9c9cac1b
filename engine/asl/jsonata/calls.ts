import type { Signature } from './ast.js';
import { JsonataError, toJsonataError } from './error.js';
import type { Frame, Run } from './run.js';
import { Callable } from './value.js';

/** Evaluates a node. */
export type Evaluate = (input: unknown, frame: Frame) => unknown;

/** A function written in an expression, with the names it sees. */
export class Lambda extends Callable {
  constructor(
    readonly parameters: readonly string[],
    readonly signature: Signature | undefined,
    readonly body: Evaluate,
    readonly input: unknown,
    readonly frame: Frame,
  ) {
    super();
  }

  get arity(): number {
    return this.parameters.length;
  }
}

/** A call at the end of a function, not yet made: `call` makes it in a loop, so that such recursion takes no stack. */
export class TailCall extends Callable {
  readonly arity = 0;

  constructor(
    readonly procedure: Evaluate,
    readonly args: readonly Evaluate[],
    readonly input: unknown,
    readonly frame: Frame,
  ) {
    super();
  }
}

/** A built-in function. */
export class Native extends Callable {
  constructor(
    readonly implementation: (args: readonly unknown[], run: Run) => unknown,
    readonly arity: number,
    readonly signature?: Signature,
    /** What errors call it where the expression does not say. */
    readonly name?: string,
  ) {
    super();
  }
}

/** A function given as an argument: its signature no longer takes what it lacks from the context. */
export class Passed extends Callable {
  constructor(readonly target: Callable) {
    super();
  }

  get arity(): number {
    return this.target.arity;
  }
}

/** Stands for a `?` among the arguments of a partial application. */
export const OPEN = Symbol('?');

/** A function with some arguments given. */
export class Partial extends Callable {
  readonly arity: number;

  constructor(
    private readonly target: Callable,
    private readonly given: readonly unknown[],
  ) {
    super();
    this.arity = given.filter((one) => one === OPEN).length;
  }

  complete(args: readonly unknown[]): unknown[] {
    let next = 0;
    return this.given.map((one) => (one === OPEN ? args[next++] : one));
  }

  call(args: readonly unknown[], run: Run): unknown {
    const all = this.complete(args);
    if (this.target instanceof Native) return this.target.implementation(all.slice(0, this.target.arity), run);
    if (this.target instanceof Lambda) return settle(invoke(this.target, all), run);
    return call(this.target, all, null, run);
  }
}

/** Calls a function to its end. @param context what an argument that is left out may be taken from */
export function call(callee: unknown, args: readonly unknown[], context: unknown, run: Run): unknown {
  run.enterCall();
  const result = settle(begin(callee, args, context, run), run);
  run.calls--;
  return result;
}

/** Makes the tail calls that a result stands for. */
function settle(result: unknown, run: Run): unknown {
  let settled = result;
  while (settled instanceof TailCall) {
    const { procedure, args, input, frame } = settled;
    const callee = procedure(input, frame);
    const given = args.map((arg) => arg(input, frame));
    settled = begin(callee, given, input, run);
  }
  return settled;
}

function begin(callee: unknown, args: readonly unknown[], context: unknown, run: Run): unknown {
  run.spend(1);
  if (callee instanceof Lambda) {
    const checked = callee.signature === undefined ? args : callee.signature.validate(args, context);
    return invoke(callee, checked);
  }
  if (callee instanceof Native) return callNative(callee, args, context, run);
  if (callee instanceof Passed) return call(callee.target, args, null, run);
  if (callee instanceof Partial) return callee.call(args, run);
  throw new JsonataError('T1006');
}

function callNative(callee: Native, args: readonly unknown[], context: unknown, run: Run): unknown {
  try {
    const checked = callee.signature === undefined ? args : callee.signature.validate(args, context);
    return callee.implementation(checked, run);
  } catch (thrown) {
    const error = toJsonataError(thrown);
    if (error instanceof JsonataError) error.token ??= callee.name;
    throw error;
  }
}

function invoke(lambda: Lambda, args: readonly unknown[]): unknown {
  const frame = lambda.frame.inner();
  for (const [index, parameter] of lambda.parameters.entries()) frame.bind(parameter, args[index]);
  return lambda.body(lambda.input, frame);
}

/** Calls a function by the name it was called by in the expression, which its errors tell. */
export function callNamed(
  callee: unknown,
  name: unknown,
  args: readonly unknown[],
  context: unknown,
  run: Run,
): unknown {
  try {
    return call(callee, args, context, run);
  } catch (thrown) {
    const error = toJsonataError(thrown);
    if (error instanceof JsonataError) error.token ??= name;
    throw error;
  }
}
