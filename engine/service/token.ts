import { refusal } from './error.js';

/** The error of every token that was not given out here, or that has expired. */
export function invalidToken(): Error {
  return refusal('InvalidToken', 'Invalid token');
}

/**
 * Seals texts that leave the service and come back, so that forged ones are known. This is no cryptography: it keeps mistakes
 * apart from tokens, and costs a microsecond.
 */
export class Seal {
  /** @param key tells one account's tokens from another's */
  constructor(private readonly key: string) {}

  close(text: string): string {
    return Buffer.from(`${text}|${this.checksum(text)}`).toString('base64');
  }

  /** The text that was sealed, or `undefined` for a token that this seal did not close. */
  open(token: string): string | undefined {
    const content = Buffer.from(token, 'base64').toString();
    const end = content.lastIndexOf('|');
    if (end < 0) return undefined;
    const text = content.slice(0, end);
    return content.slice(end + 1) === this.checksum(text) && this.close(text) === token ? text : undefined;
  }

  private checksum(text: string): string {
    return `${hash(text, this.key, 0x9e3779b1)}${hash(text, this.key, 0x85ebca77)}`;
  }
}

/** Tells texts apart, in few characters. */
export function fingerprint(text: string): string {
  return hash(text, '', 0);
}

/** A 53-bit mixing hash over the key and the text, in base 36. */
function hash(text: string, key: string, seed: number): string {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (const part of [key, text]) {
    for (let at = 0; at < part.length; at++) {
      const unit = part.charCodeAt(at);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (2 ** 32 * (b & 0x1fffff) + (a >>> 0)).toString(36);
}
