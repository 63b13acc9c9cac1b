/** A time as context objects and integrations write it: ISO 8601 with milliseconds, UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
