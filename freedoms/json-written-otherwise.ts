import type { Freedom } from '../engine/fault.js';
import { everyAnswer, parsed } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'json-written-otherwise',
  does: 'Answers have blanks and line breaks, their members in the opposite order, and escapes for whatever is not ASCII.',
  because: 'RFC 8259, sections 2, 4 and 7: none of that has a meaning.',
  ...everyAnswer(({ answer }) => {
    const body = parsed(answer);
    return body === undefined ? answer : { ...answer, body: escaped(JSON.stringify(turned(body), null, 2)) };
  }),
};

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, own]) => [name, turned(own)]),
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('/', '\\/')
    .replaceAll(/[^ -~\s]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
