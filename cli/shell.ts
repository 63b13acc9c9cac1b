import { quoted as inQuotes } from '../harness/reproduction/curl.js';

/** A word as a POSIX shell reads it, in quotes where it needs them. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : inQuotes(word);
}
