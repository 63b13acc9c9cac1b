/** A name or index in brackets, or a name after a dot. */
const step = /\.([^.[\]*()?@,:'"\s]+)|\[(?:\d+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]/y;
const variable = /^\$[\p{ID_Start}]\p{ID_Continue}*/u;

/**
 * Why text is no reference path: what AWS writes after `Value is not a Reference Path`, or nothing more than that.
 *
 * @param roots what it may begin with besides `$`
 * @returns `undefined` for a reference path
 */
export function referenceFault(text: string, roots: readonly ('context' | 'variable')[]): string | undefined {
  if (!text.startsWith('$')) return ": Reference path didn't start with '$'";
  let offset = 1;
  const name = variable.exec(text);
  if (text.startsWith('$$')) {
    if (!roots.includes('context')) return '';
    offset = 2;
  } else if (name !== null) {
    if (!roots.includes('variable')) return '';
    offset = name[0].length;
  }
  while (offset < text.length) {
    step.lastIndex = offset;
    const found = step.exec(text);
    if (found === null)
      return /^\[[^'"\d]/.test(text.slice(offset, offset + 2)) ? ": '[' must be followed by ' or '['" : '';
    offset += found[0].length;
  }
  return undefined;
}
