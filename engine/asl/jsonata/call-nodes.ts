import type { Node } from './ast.js';
import { call, callNamed, type Evaluate, Native, OPEN, Partial, Passed } from './calls.js';
import type { Compiler } from './compile.js';
import { JsonataError } from './error.js';
import { parse } from './library.js';
import type { Frame } from './run.js';
import { Callable, isFunction } from './value.js';

/** The name that a function is called by. */
const nameOf = (procedure: Node): unknown => (procedure.type === 'path' ? procedure.steps![0]!.value : procedure.value);

/** Throws when a bare name is called that is a function's with a `$` before it. */
function assertNoForgottenDollar(callee: unknown, procedure: Node, code: string, frame: Frame): void {
  if (callee !== undefined || procedure.type !== 'path') return;
  const name = procedure.steps![0]!.value as string;
  if (frame.lookup(name)) throw new JsonataError(code, { token: name });
}

type CallWith = (input: unknown, frame: Frame, first: readonly unknown[]) => unknown;

function compileCallWith(node: Node, compiler: Compiler): CallWith {
  const procedure = compiler.compile(node.procedure!);
  const args = node.arguments!.map((argument) => compiler.compile(argument));
  const name = nameOf(node.procedure!);
  return (input, frame, first) => {
    const callee = procedure(input, frame);
    assertNoForgottenDollar(callee, node.procedure!, 'T1005', frame);
    const given = [...first];
    for (const arg of args) {
      const value = arg(input, frame);
      given.push(isFunction(value) ? new Passed(value) : value);
    }
    return callNamed(callee, name, given, input, frame.run);
  };
}

/** `$f(...)`. */
export function compileCall(node: Node, compiler: Compiler): Evaluate {
  const callWith = compileCallWith(node, compiler);
  return (input, frame) => callWith(input, frame, []);
}

/** `$f(?, ...)`. */
export function compilePartial(node: Node, compiler: Compiler): Evaluate {
  const args = node.arguments!.map((argument) =>
    argument.type === 'operator' && argument.value === '?' ? () => OPEN : compiler.compile(argument),
  );
  const procedure = compiler.compile(node.procedure!);
  const name = nameOf(node.procedure!);
  return (input, frame) => {
    const given = args.map((arg) => arg(input, frame));
    const callee = procedure(input, frame);
    assertNoForgottenDollar(callee, node.procedure!, 'T1007', frame);
    if (!(callee instanceof Callable)) throw new JsonataError('T1008', { token: name });
    return new Partial(callee, given.slice(0, callee instanceof Native ? callee.arity : undefined));
  };
}

/** How two functions are chained. */
const CHAIN = parse('function($f, $g) { function($x){ $g($f($x)) } }');

/** `value ~> function`, `function ~> function`. */
export function compileApply(node: Node, compiler: Compiler): Evaluate {
  const left = compiler.compile(node.lhs as Node);
  if (node.rhs!.type === 'function') {
    const callWith = compileCallWith(node.rhs!, compiler);
    return (input, frame) => callWith(input, frame, [left(input, frame)]);
  }
  const right = compiler.compile(node.rhs!);
  const chain = compiler.compile(CHAIN);
  return (input, frame) => {
    const value = left(input, frame);
    const callee = right(input, frame);
    if (!isFunction(callee)) throw new JsonataError('T2006', { value: callee });
    if (isFunction(value)) return call(chain(null, frame), [value, callee], null, frame.run);
    return call(callee, [value], null, frame.run);
  };
}
