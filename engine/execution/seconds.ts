import type { Json } from '../asl/doc.js';

/** What keeps the value that a path of seconds leads to from being seconds, in AWS's words; undefined when nothing does. */
export function secondsFault(field: string, path: string, value: Json): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return `The ${field} parameter cannot be parsed as a long value: ${path} == ${shown(value)}`;
  }
  return value < 0 ? `The ${field} parameter references a negative value: ${path} == ${shown(value)}` : undefined;
}

/** A value as causes show it. */
export function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
