import { jsonataUse } from './check/jsonata.js';
import { type IntrinsicCall, parseIntrinsicCall } from './intrinsics/syntax.js';
import { type ParsedPath, PathParser } from './path/syntax.js';

/** A parser's answer. Parsers do not throw; compilers throw a SyntaxError for text that their parser refuses. */
export type Syntax<T> = { ok: true; syntax: T } | { ok: false; message: string };

function attempt<T>(parse: () => T): Syntax<T> {
  try {
    return { ok: true, syntax: parse() };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

export const parsePath = (text: string): Syntax<ParsedPath> => attempt(() => PathParser.parse(text));

export const parseIntrinsic = (text: string): Syntax<IntrinsicCall> => attempt(() => parseIntrinsicCall(text));

/** Parses what is between `{%` and `%}`: the variables that it reads and does not bind itself. */
export function parseJsonata(text: string): Syntax<{ variables: readonly string[] }> {
  const use = jsonataUse(text);
  return use.fault === undefined
    ? { ok: true, syntax: { variables: use.variables } }
    : { ok: false, message: use.fault };
}
