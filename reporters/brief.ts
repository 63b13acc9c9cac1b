/** Two texts in a line each, from a little before where they part, and cut. */
export function brief(expected: string, actual: string, limit: number): [expected: string, actual: string] {
  const [left, right] = [inLine(expected), inLine(actual)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const from = at > limit * 0.6 ? at - Math.floor(limit / 3) : 0;
  const cut = (text: string) => {
    const kept = `${from > 0 ? '…' : ''}${text.slice(from, from + limit)}`;
    return `${kept}${text.length > from + limit ? '…' : ''}` || '(nothing)';
  };
  return [cut(left), cut(right)];
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
