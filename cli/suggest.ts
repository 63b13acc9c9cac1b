/** The fewest letters to add, take away, change or swap with their neighbour to make one text of the other. */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const changed = last[column - 1]! + (isSame ? 0 : 1);
      const swapped = isSwapped ? beforeLast[column - 2]! + 1 : changed;
      now.push(Math.min(last[column]! + 1, now[column - 1]! + 1, changed, swapped));
    }
    beforeLast = last;
    last = now;
  }
  return last[other.length]!;
}

/** The names that someone may have meant, the likeliest first: those that hold the text, else those that are nearly it. */
export function nearest(text: string, names: Iterable<string>, most = 3): string[] {
  const wanted = text.toLowerCase();
  const all = [...new Set(names)];
  const holding = wanted.length < 3 ? [] : all.filter((name) => name.toLowerCase().includes(wanted));
  if (holding.length > 0) return holding.slice(0, most);
  const reach = Math.max(1, Math.min(4, Math.floor(wanted.length / 4)));
  return all
    .filter((name) => Math.abs(name.length - wanted.length) <= reach)
    .map((name) => ({ name, away: distance(wanted, name.toLowerCase()) }))
    .filter(({ away }) => away <= reach)
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ name }) => name);
}

/** ` Did you mean X or Y?`, to end a sentence about an unknown name with; `otherwise` where nothing is near. */
export function didYouMean(text: string, names: Iterable<string>, otherwise = ''): string {
  const near = nearest(text, names);
  const last = near.pop();
  if (last === undefined) return otherwise;
  return ` Did you mean ${near.length === 0 ? last : `${near.join(', ')} or ${last}`}?`;
}
