/** Characters of a text inside of a history, beyond which it is cut. */
const LONGEST_TEXT = 160;
const MOST_EVENTS = 200;

/**
 * The answer of an operation that reads a history, with long texts inside of its events cut and at most 200 events: still JSON,
 * so that what happened can be drawn. Any other text is given back as it is.
 */
export function abridgedHistory(text: string): string {
  const answer = parsed(text);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return text;
  const [name, events] = Object.entries(answer).find(([member]) => /^events$/i.test(member)) ?? [];
  if (name === undefined || !Array.isArray(events)) return text;
  return JSON.stringify({ ...answer, [name]: events.slice(0, MOST_EVENTS) }, (_, value: unknown) =>
    typeof value === 'string' && value.length > LONGEST_TEXT
      ? `${value.slice(0, LONGEST_TEXT)}... (${value.length} characters)`
      : value,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
