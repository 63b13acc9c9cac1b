/** Where an account's ids come from: the same seed and the same calls give the same ids. */
export interface Ids {
  /** A random UUID (version 4 in form). */
  uuid(): string;
  /** 16 hexadecimal digits. */
  nonce(): string;
}

/** FNV-1a, spread by a multiply and shift: a 32-bit number for a text. */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** @param seed any text: the engine's seed and the account */
export function seededIds(seed: string): Ids {
  let a = hash(seed, 0x811c9dc5);
  let b = hash(seed, 0x9e3779b9);
  let c = hash(seed, 0x243f6a88);
  let counter = 1;
  // sfc32 (Chris Doty-Humphrey, PractRand): small, fast, and long enough for ids.
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    uuid() {
      const [one, two, three, four] = [hex(), hex(), hex(), hex()];
      const variant = '89ab'[Number.parseInt(three[0]!, 16) & 3]!;
      return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-${variant}${three.slice(1, 4)}-${three.slice(4)}${four}`;
    },
    nonce: () => hex() + hex(),
  };
}
