/** Whether a string in a JSONata state is an expression: `{%` first and `%}` last, nothing around them. */
export function isJsonata(text: string): boolean {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}');
}

/** What is between the delimiters. */
export function expressionOf(text: string): string {
  return text.slice(2, -2).trim();
}
