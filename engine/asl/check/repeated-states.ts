import { Place } from './place.js';

/** What a container of the definition is, which decides what its members are. */
type Kind = 'machine' | 'states' | 'state' | 'branches' | 'other';

interface Open {
  kind: Kind;
  place: Place;
  array: boolean;
  /** the next item's index */
  index: number;
  /** the member that is being read */
  name: string;
  names: Set<string> | undefined;
}

function kindOf(parent: Open | undefined): Kind {
  if (parent === undefined) return 'machine';
  switch (parent.kind) {
    case 'machine':
      return parent.name === 'States' ? 'states' : 'other';
    case 'states':
      return 'state';
    case 'state':
      if (parent.name === 'Branches') return 'branches';
      return parent.name === 'ItemProcessor' || parent.name === 'Iterator' ? 'machine' : 'other';
    case 'branches':
      return 'machine';
    case 'other':
      return 'other';
  }
}

/**
 * States whose name stands twice in the same `States` object, which parsing hides: the last one wins there.
 *
 * @param text JSON
 */
export function findRepeatedStates(text: string): Place[] {
  const repeated: Place[] = [];
  const open: Open[] = [];
  let innermost: Open | undefined;
  let expectsName = false;
  for (let offset = 0; offset < text.length; offset++) {
    switch (text.charCodeAt(offset)) {
      case 0x22: {
        const end = endOfString(text, offset);
        if (expectsName && innermost !== undefined && innermost.kind !== 'other') {
          const raw = text.slice(offset, end + 1);
          innermost.name = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
          if (innermost.names?.has(innermost.name)) repeated.push(innermost.place.at(innermost.name));
          innermost.names?.add(innermost.name);
        }
        expectsName = false;
        offset = end;
        break;
      }
      case 0x7b:
      case 0x5b: {
        const array = text[offset] === '[';
        const kind = kindOf(innermost);
        const place =
          innermost === undefined || kind === 'other'
            ? Place.root
            : innermost.place.at(innermost.array ? innermost.index : innermost.name);
        innermost = { kind, place, array, index: 0, name: '', names: kind === 'states' ? new Set() : undefined };
        open.push(innermost);
        expectsName = !array;
        break;
      }
      case 0x7d:
      case 0x5d:
        open.pop();
        innermost = open.at(-1);
        expectsName = false;
        break;
      case 0x2c:
        if (innermost?.array) innermost.index++;
        else expectsName = true;
        break;
    }
  }
  return repeated;
}

/** The offset of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let offset = start + 1; ; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) return offset;
    if (code === 0x5c) offset++;
  }
}
