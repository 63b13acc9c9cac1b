/** The engine's only source of chance: the same seed gives the same numbers, everywhere. */
export interface Chance {
  /** A number in [0, 1). */
  random(): number;
  /** A random UUID (version 4). */
  uuid(): string;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * sfc32 (Chris Doty-Humphrey's small fast counting generator), 128 bits of state.
 * @param seed any integer
 * @param stream tells generators of one seed apart, e.g. an account's id
 */
export function createChance(seed: number, stream: string): Chance {
  let a = seed | 0;
  let b = Math.trunc(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  for (let at = 0; at < stream.length; at++) c = (Math.imul(c, 31) + stream.charCodeAt(at)) | 0;
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result;
  };
  for (let warmup = 0; warmup < 15; warmup++) next();
  return {
    random: () => (next() >>> 0) / 2 ** 32,
    uuid() {
      const a = next();
      const b = next();
      const c = next();
      const d = next();
      return (
        `${HEX[a & 255]}${HEX[(a >>> 8) & 255]}${HEX[(a >>> 16) & 255]}${HEX[a >>> 24]}-` +
        `${HEX[b & 255]}${HEX[(b >>> 8) & 255]}-${HEX[((b >>> 16) & 15) | 0x40]}${HEX[b >>> 24]}-` +
        `${HEX[(c & 63) | 0x80]}${HEX[(c >>> 8) & 255]}-${HEX[(c >>> 16) & 255]}${HEX[c >>> 24]}` +
        `${HEX[d & 255]}${HEX[(d >>> 8) & 255]}${HEX[(d >>> 16) & 255]}${HEX[d >>> 24]}`
      );
    },
  };
}
