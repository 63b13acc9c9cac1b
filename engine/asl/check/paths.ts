import { intrinsics } from '../intrinsics/functions.js';
import { type IntrinsicCall, parseIntrinsicCall } from '../intrinsics/syntax.js';
import { type ParsedPath, PathParser } from '../path/syntax.js';

/** What is known of a path, or of an intrinsic function call, without data. */
export interface Use {
  /** what it begins with; a call begins with nothing */
  root: ParsedPath['root']['kind'] | undefined;
  /** the variables that it reads */
  variables: readonly string[];
}

/** `syntax`: it can't be read. `call`: it calls a function that isn't there, or not with so many arguments. */
export type Fault = 'syntax' | 'call';

const variablesOf = ({ root }: ParsedPath): string[] => (root.kind === 'variable' ? [root.name] : []);

/** A JSONPath's text. */
export function pathUse(text: string): Use | Fault {
  try {
    const path = PathParser.parse(text);
    return { root: path.root.kind, variables: variablesOf(path) };
  } catch (error) {
    return syntaxFault(error);
  }
}

/** An intrinsic function call's text. */
export function callUse(text: string): Use | Fault {
  try {
    const call = parseIntrinsicCall(text);
    return isCallable(call) ? { root: undefined, variables: variablesRead(call) } : 'call';
  } catch (error) {
    return syntaxFault(error);
  }
}

/** Parsers throw a SyntaxError for what they can't read, and a RangeError for what nests beyond the stack. */
function syntaxFault(error: unknown): Fault {
  if (error instanceof SyntaxError || error instanceof RangeError) return 'syntax';
  throw error;
}

function isCallable(call: IntrinsicCall): boolean {
  const known = Object.hasOwn(intrinsics, call.name) ? intrinsics[call.name] : undefined;
  if (known === undefined) return false;
  const [fewest, most] = known.arity;
  const count = call.arguments.length;
  return (
    count >= fewest && count <= most && call.arguments.every((each) => each.kind !== 'call' || isCallable(each.call))
  );
}

function variablesRead(call: IntrinsicCall): string[] {
  return call.arguments.flatMap((each) => {
    if (each.kind === 'path') return variablesOf(each.path);
    return each.kind === 'call' ? variablesRead(each.call) : [];
  });
}
