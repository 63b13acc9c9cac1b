/** Any JSON value, as it came. */
export type Value = null | boolean | number | string | Value[] | { [member: string]: Value };
export type Members = { [member: string]: Value };

/** The body of an answer: what it is, before anyone asks what it says. */
export type Body =
  | { readonly kind: 'empty' }
  | { readonly kind: 'object'; readonly value: Members }
  | { readonly kind: 'other'; readonly value: Exclude<Value, Members> }
  | { readonly kind: 'garbage' };

export function parseBody(text: string): Body {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    const value = JSON.parse(text) as Value;
    return isMembers(value) ? { kind: 'object', value } : { kind: 'other', value };
  } catch {
    return { kind: 'garbage' };
  }
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_SHOWN = 300;

/** Text as findings and failures show it: cut when long, with its length. */
export function shown(text: string, limit = LONGEST_SHOWN): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}... (${text.length} characters)`;
}

/** A value as findings and failures show it. */
export function shownValue(value: unknown, limit = LONGEST_SHOWN): string {
  if (value === undefined) return 'nothing';
  try {
    return shown(JSON.stringify(value) ?? String(value), limit);
  } catch {
    return 'a value that is nested too deep to show';
  }
}
