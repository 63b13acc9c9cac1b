import { type ParsedPath, PathParser } from '../path/syntax.js';

/** Whether a path names one node by names and indexes only. */
function isReference({ segments }: ParsedPath): boolean {
  return segments.every((segment) => segment.kind === 'name' || (segment.kind === 'index' && segment.index >= 0));
}

/**
 * Why text is no reference path: what AWS writes after `Value is not a Reference Path`, or nothing more than that.
 *
 * @param roots what it may begin with besides `$`
 * @returns `undefined` for a reference path
 */
export function referenceFault(text: string, roots: readonly ('context' | 'variable')[]): string | undefined {
  if (!text.startsWith('$')) return ": Reference path didn't start with '$'";
  const bracket = /\[[^'"\d]/.test(text) ? ": '[' must be followed by ' or '['" : '';
  try {
    const path = PathParser.parse(text);
    if (!isReference(path)) return bracket;
    return path.root.kind === 'input' || roots.includes(path.root.kind) ? undefined : '';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return bracket;
    throw error;
  }
}
