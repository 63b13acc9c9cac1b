import { printable } from './text.js';

/** Text as a page may show it: cut, and nothing in it that moves, hides or turns around what stands beside it. */
export function shown(text: string, limit: number): string {
  // Cut first: a body may have megabytes.
  const kept = text.length > limit ? `${text.slice(0, limit)}… (${text.length - limit} more characters)` : text;
  return printable(kept.replace(HALF_PAIRS, '\ufffd')).replace(
    /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Half a surrogate pair is no character, and has no UTF-8. */
const HALF_PAIRS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
