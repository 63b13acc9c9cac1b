/** Whether a member of a request is a text that holds JSON. */
export function isJsonText(value: unknown): value is string {
  try {
    JSON.parse(String(value));
    return typeof value === 'string';
  } catch {
    return false;
  }
}
