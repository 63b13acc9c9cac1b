/** What is known of a path without data. */
export type PathUse =
  | { fault: string }
  | { fault?: undefined; root: 'input' | 'context' | 'variable'; variable?: string };

const variable = /^\$(\p{ID_Start}\p{ID_Continue}*)/u;

/** What a JSONPath begins with; a fault when it is none. */
export function pathUse(text: string): PathUse {
  if (!text.startsWith('$')) return { fault: "A path begins with '$'" };
  const name = variable.exec(text)?.[1];
  if (name !== undefined) return { root: 'variable', variable: name };
  return { root: text.startsWith('$$') ? 'context' : 'input' };
}

/** The variables that an intrinsic function call reads; a fault when it is none. */
export function intrinsicUse(text: string): { fault: string } | { fault?: undefined; variables: readonly string[] } {
  return /^States\.[A-Za-z0-9]+\(.*\)$/s.test(text) ? { variables: [] } : { fault: 'Not a function call' };
}
