/** A piece of text, and whether the other side has it too. */
export interface Piece {
  readonly text: string;
  readonly isShared: boolean;
}

const MOST_TOKENS = 1_500;
/** Short sides that have less than this part in common are not compared word by word. */
const LEAST_SHARED = 0.25;
const SHORT_TOKENS = 300;

/** Both sides in pieces: what they have in common, and what only one of them has. JSON is laid out first. */
export function compare(expected: string, actual: string): [Piece[], Piece[]] {
  const left = tokens(laidOut(expected));
  const right = tokens(laidOut(actual));
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const [leftShared, rightShared] = common(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  );
  const pieces = (all: readonly string[], shared: ReadonlySet<number>) =>
    joined(
      all.map((text, at) => ({
        text,
        isShared: at < start || at >= all.length - end || shared.has(at - start),
      })),
    );
  const sides: [Piece[], Piece[]] = [pieces(left, leftShared), pieces(right, rightShared)];
  const isShort = left.length + right.length < SHORT_TOKENS;
  return isShort && isOtherwise(sides) ? [whole(left), whole(right)] : sides;
}

/** Whether the sides say different things, and share a few words by chance: marks would only make both harder to read. */
function isOtherwise(sides: readonly (readonly Piece[])[]): boolean {
  const letters = (pieces: readonly Piece[]) =>
    pieces.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
  const parts = sides.map(
    (pieces) => letters(pieces.filter(({ isShared }) => isShared)) / Math.max(1, letters(pieces)),
  );
  return Math.max(...parts) < LEAST_SHARED;
}

function whole(all: readonly string[]): Piece[] {
  return [{ text: all.join(''), isShared: true }];
}

/** A JSON object or array with a line a member, and the words before it as they are. */
export function laidOut(text: string): string {
  const at = text.search(/[{[]/);
  if (at < 0) return text;
  try {
    return `${text.slice(0, at)}${JSON.stringify(JSON.parse(text.slice(at)), null, 2)}`;
  } catch {
    return text;
  }
}

function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}_.-]+|\s+|[^\p{L}\p{N}_.\s-]/gu) ?? [];
}

/** The indexes, in each, of a longest common subsequence; none of very long texts. */
function common(left: readonly string[], right: readonly string[]): [Set<number>, Set<number>] {
  const inLeft = new Set<number>();
  const inRight = new Set<number>();
  if (left.length > MOST_TOKENS || right.length > MOST_TOKENS) return [inLeft, inRight];
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      inLeft.add(i++);
      inRight.add(j++);
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return [inLeft, inRight];
}

/** Neighbours of one kind as one piece; a gap that is only white space does not split what differs. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: { text: string; isShared: boolean }[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.isShared === piece.isShared) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}
