/** Whether a text matches a pattern whose `*` stands for any characters, none included. Everything else is literal. */
export function matches(pattern: string, text: string): boolean {
  return matcherOf(pattern).test(text);
}

const compiled = new Map<string, RegExp>();

function matcherOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  const matcher = new RegExp(`^${source.join('.*')}$`, 's');
  compiled.set(pattern, matcher);
  return matcher;
}
