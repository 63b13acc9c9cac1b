import type { CaseResult } from './report.js';

const LONGEST = 500;

/** What was expected and what came, without what differs from run to run: ARNs, UUIDs, times and long numbers. */
export function difference(failure: CaseResult): string {
  return sides(failure).map(steady).join('\n');
}

/** The form of a difference: the status and the error, the members of an object and its enum-like values, no other value. */
export function skeleton(failure: CaseResult): string {
  return sides(failure).map(formOf).join('\n');
}

function sides({ expected, actual, reason }: CaseResult): string[] {
  return expected === undefined && actual === undefined ? [reason ?? ''] : [expected ?? '', actual ?? ''];
}

function steady(text: string): string {
  return (
    text
      // In JSON it ends where its text does: a server that takes any name puts blanks and brackets into it.
      .replace(/"arn:aws[\w-]*:(?:[^"\\]|\\.)*"/g, '"<arn>"')
      .replace(/arn:aws[\w-]*:[^\s"',)}\]]+/g, '<arn>')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<time>')
      .replace(/\b\d{9,}(\.\d+)?\b/g, '<number>')
      .replace(/\s+/g, ' ')
      .slice(0, LONGEST)
  );
}

function formOf(text: string): string {
  const at = text.search(/[{[]/);
  const words = at < 0 ? text : text.slice(0, at);
  const json = at < 0 ? '' : jsonForm(text.slice(at));
  return `${wordsForm(words)} ${json}`.slice(0, LONGEST);
}

/** `400 InvalidName: Invalid name: 'a b'` becomes `400 InvalidName`; names of operations, quoted words and numbers go. */
function wordsForm(words: string): string {
  return steady(words)
    .replace(/^(\d{3} [A-Za-z]+): .*$/, '$1')
    .replace(/ to be refused with .*$/, ' to be refused')
    .replace(/^[A-Z][A-Za-z]+(?= (to|was|is|can) )/, '<operation>')
    .replace(/(["'`])(?:(?!\1).)*\1/g, '<text>')
    .replace(/\b\d{4,}\b|\b\d+ ms\b/g, '<number>');
}

function jsonForm(text: string): string {
  try {
    return shapeOf(JSON.parse(text), 0);
  } catch {
    return `${text[0]}...`;
  }
}

function shapeOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return /^[A-Z][A-Z_]+$/.test(value) ? value : 'text';
  if (typeof value !== 'object' || value === null) return 'value';
  if (Array.isArray(value)) return '[...]';
  if (depth > 0) return '{...}';
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}: ${shapeOf(member, depth + 1)}`)
    .join(', ')}}`;
}
