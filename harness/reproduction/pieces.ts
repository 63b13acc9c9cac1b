/** A part of a request's text: as it was, something that an earlier answer gives, or what makes a name a new one. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** A character, many times. */
  | { readonly kind: 'run'; readonly character: string; readonly times: number };

/** Texts that are written as variables, the longest first. */
export type Substitutions = readonly { readonly value: string; readonly name: string }[];

const SHORTEST_RUN = 200;
const RUN = new RegExp(`([\\x20-\\x7e])\\1{${SHORTEST_RUN - 1},}`, 'g');

/** A text in pieces: each occurrence of a substituted value is a variable, long runs of one character are told as such. */
export function piecesOf(text: string, substitutions: Substitutions): Piece[] {
  let pieces: Piece[] = [{ kind: 'text', text }];
  for (const { value, name } of substitutions) {
    pieces = pieces.flatMap((piece) => (piece.kind === 'text' ? split(piece.text, value, name) : [piece]));
  }
  return pieces.flatMap((piece) => (piece.kind === 'text' ? runsOf(piece.text) : [piece]));
}

function split(text: string, value: string, name: string): Piece[] {
  return text
    .split(value)
    .flatMap((part, index): Piece[] => [
      ...(index === 0 ? [] : [{ kind: 'variable', name } as const]),
      ...(part === '' ? [] : [{ kind: 'text', text: part } as const]),
    ]);
}

function runsOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(RUN)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'run', character: match[1]!, times: match[0].length });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
