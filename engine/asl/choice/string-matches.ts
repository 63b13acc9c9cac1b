/** A pattern of StringMatches, read: `undefined` stands for a `*`. */
type Part = string | undefined;

const read = new Map<string, Part[]>();
const MOST_KEPT = 1000;

/** `*` stands for any characters; `\*` and `\\` for themselves. */
function parts(pattern: string): Part[] {
  const known = read.get(pattern);
  if (known !== undefined) return known;
  const found: Part[] = [];
  let literal = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '*') {
      if (literal !== '') found.push(literal);
      literal = '';
      found.push(undefined);
    } else if (char === '\\' && at + 1 < pattern.length) literal += pattern[++at];
    else literal += char;
  }
  if (literal !== '') found.push(literal);
  if (read.size >= MOST_KEPT) read.clear();
  read.set(pattern, found);
  return found;
}

/**
 * Whether `text` matches a StringMatches pattern. Takes each literal at its first place after the one before, which is
 * enough since only `*` can stretch: no pattern makes it search twice.
 */
export function stringMatches(text: string, pattern: string): boolean {
  const wanted = parts(pattern);
  let at = 0;
  let stretches = false;
  for (const [index, part] of wanted.entries()) {
    if (part === undefined) {
      stretches = true;
      continue;
    }
    if (index === wanted.length - 1 && stretches) return text.length - part.length >= at && text.endsWith(part);
    const found = stretches ? text.indexOf(part, at) : text.startsWith(part, at) ? at : -1;
    if (found < 0) return false;
    at = found + part.length;
    stretches = false;
  }
  return stretches || at === text.length;
}
