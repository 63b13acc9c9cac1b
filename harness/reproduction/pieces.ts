/** A part of a request's text: as it was, something that an earlier answer gives, or what makes a name a new one. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** A character, many times. */
  | { readonly kind: 'run'; readonly character: string; readonly times: number };

/** A text that is written otherwise. */
export interface Substitution {
  readonly value: string;
  readonly pieces: readonly Piece[];
}

/** The value of a variable is written as the variable. */
export function variable(value: string, name: string): Substitution {
  return { value, pieces: [{ kind: 'variable', name }] };
}

/** A name that a case made for its own run gets what makes it a new one. */
export function renewed(name: string): Substitution {
  return {
    value: name,
    pieces: [
      { kind: 'text', text: `${name}-` },
      { kind: 'variable', name: 'run' },
    ],
  };
}

/** A text that an answer gave back may be of any length; a regular expression may not. */
const LONGEST_VALUE = 8_192;
const SHORTEST_RUN = 200;
const RUN = new RegExp(`([\\x20-\\x7e])\\1{${SHORTEST_RUN - 1},}`, 'g');

/** A text in pieces: each occurrence of a value as its substitution says, long runs of one character told as such. */
export function piecesOf(text: string, substitutions: readonly Substitution[]): Piece[] {
  // The longest first: one value may begin as another does.
  const byValue = new Map(
    substitutions
      .filter(({ value }) => value.length <= LONGEST_VALUE)
      .sort((a, b) => b.value.length - a.value.length)
      .map((one) => [one.value, one.pieces]),
  );
  const pieces: Piece[] = [];
  let from = 0;
  if (byValue.size > 0) {
    for (const match of text.matchAll(new RegExp([...byValue.keys()].map(escaped).join('|'), 'g'))) {
      pieces.push({ kind: 'text', text: text.slice(from, match.index) }, ...(byValue.get(match[0]) ?? []));
      from = match.index + match[0].length;
    }
  }
  pieces.push({ kind: 'text', text: text.slice(from) });
  return joined(pieces).flatMap((piece) => (piece.kind === 'text' ? runsOf(piece.text) : [piece]));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Neighbouring texts as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text')
      whole[whole.length - 1] = { kind: 'text', text: last.text + piece.text };
    else whole.push(piece);
  }
  return whole.filter((piece) => piece.kind !== 'text' || piece.text !== '');
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
