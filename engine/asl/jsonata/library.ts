import jsonata from 'jsonata';
import { CompiledTexts } from '../compiled-texts.js';
import type { Node, Signature } from './ast.js';

/** A function of the library: its code, and how its arguments are checked. */
export interface LibraryFunction {
  implementation: (this: Focus, ...args: unknown[]) => unknown;
  signature: Signature;
}

/** What the library's functions find as `this`. */
export interface Focus {
  environment: { timestamp: Date };
  createSequence(...items: unknown[]): unknown[];
}

interface Frame {
  lookup(name: string): LibraryFunction | undefined;
}

/** A name that the library calls a hook by, before it evaluates a node. */
const ON_ENTRY = Symbol.for('jsonata.__evaluate_entry');

/**
 * The frame that holds the library's functions. It shows it to the hook that may watch an evaluation, and it does so before
 * the first promise: so the functions, which are ordinary synchronous ones, can be had without waiting for anything.
 */
const frame = ((): Frame => {
  let found: Frame | undefined;
  const expression = jsonata('0');
  expression.assign(ON_ENTRY as unknown as string, (_node: unknown, _input: unknown, environment: Frame) => {
    found ??= environment;
  });
  void expression.evaluate(undefined);
  if (found === undefined) throw new Error('This version of jsonata does not show its functions; 2.2 does');
  return found;
})();

/** The library's function of a name, without the `$`. */
export function libraryFunction(name: string): LibraryFunction {
  const found = frame.lookup(name);
  if (found === undefined) throw new Error(`This version of jsonata has no $${name}`);
  return found;
}

/** The library's parser alone. It exports it without saying so in its types; around it `jsonata` makes what evaluates a tree. */
const { parser } = jsonata as { parser?: (expression: string) => Node };

function parseAnew(expression: string): Node {
  try {
    if (parser !== undefined) return parser(expression);
  } catch {
    // Its errors have no message yet.
  }
  return jsonata(expression).ast() as unknown as Node;
}

/** Trees take more room than what is compiled of them. */
const MOST_PARSED = 1_000;
const trees = new CompiledTexts(parseAnew, MOST_PARSED);

/**
 * Parses an expression. Whoever gets its tree only reads it: the next may get the same.
 * @throws an object with `code` and `message` when it is none
 */
export function parse(expression: string): Node {
  return trees.of(expression, jsonata);
}

/** Reads a function signature: `<s-n?:s>`. */
export function parseSignature(signature: string): Signature {
  const parameters = Array.from({ length: 9 }, (_, index) => `$${'abcdefghi'[index]}`).join(',');
  return parse(`function(${parameters})${signature}{0}`).signature!;
}
