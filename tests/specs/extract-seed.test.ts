import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExtractionError } from '../../specs/extract/error.js';
import { extractPage } from '../../specs/extract/page.js';
import { extractReference } from '../../specs/extract/reference.js';
import { hasSources, sourcesFolder, withoutSources } from './sources.js';

const read = (name: string): string => (hasSources ? readFileSync(join(sourcesFolder, 'seeds', name), 'utf8') : '');
const book = read('step-functions-api-reference-2017-03-30.md');
const page = read('lambda-stop-durable-execution-2025-12-01.txt');

/** What an extraction gives, without the line numbers, which move when a line goes. */
function outcome(extract: (text: string) => unknown, text: string): string {
  try {
    return JSON.stringify(extract(text), (key, value) => (key === 'line' || key === 'notes' ? undefined : value));
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    expect(error.line, error.message).toBeTypeOf('number');
    return 'error';
  }
}

describe.skipIf(!hasSources)(`mutations of the 2017 reference${withoutSources}`, () => {
  const lines = book.split('\n');
  const whole = outcome(extractReference, book);

  test('only the known damage is tolerated', () => {
    expect(extractReference(book).notes).toEqual([
      'line 1130: "Response Syntax" of GetExecutionHistory is cut into 3 blocks; only its names were compared.',
    ]);
  });

  test('deleting any of 1099 lines changes the result or is an error; the other 761 are descriptions, links and boilerplate', () => {
    const start = lines.indexOf('# Welcome');
    const body = lines.flatMap((line, index) => (index >= start && line.trim() !== '' ? [index] : []));
    const ignored = body.filter((index) => outcome(extractReference, lines.with(index, '').join('\n')) === whole);
    expect(body).toHaveLength(1860);
    expect(ignored).toHaveLength(761);
    // Nothing that is ignored may look like a statement.
    const words = ignored.map((index) => lines[index] ?? '');
    expect(
      words.filter((line) =>
        /^(Type|Required|Length Constraints|Valid (Range|Values)|HTTP Status Code|#)\b/.test(line),
      ),
    ).toEqual([]);
  }, 120_000);

  test('changing a number in a limit or a status changes the result', () => {
    const limits = lines.flatMap((line, index) =>
      /^(Length Constraints|Valid Range|HTTP Status Code): /.test(line) ? [index] : [],
    );
    expect(limits).toHaveLength(90 + 4 + 62);
    for (const index of limits) {
      const changed = lines.with(
        index,
        (lines[index] ?? '').replace(/\d+(?=\.?$)/, (number) => String(Number(number) + 1)),
      );
      expect(outcome(extractReference, changed.join('\n')), `line ${index + 1}`).not.toBe(whole);
    }
  }, 60_000);

  test('changing a letter in a label, a name or a type changes the result or is an error', () => {
    const stated = lines.flatMap((line, index) =>
      /^(Type|Required|Length Constraints|Valid Range|Valid Values|HTTP Status Code): |^#+ |^\*\*\w+\*\*/.test(line)
        ? [index]
        : [],
    );
    const start = lines.indexOf('# Welcome');
    const survived = stated.filter((index) => {
      const line = lines[index] ?? '';
      const at = line.search(/[a-z]/);
      return (
        index >= start &&
        outcome(extractReference, lines.with(index, `${line.slice(0, at)}q${line.slice(at + 1)}`).join('\n')) === whole
      );
    });
    // The labels of notes are headings that state nothing; with another letter they have no place.
    expect(survived.map((index) => lines[index])).toEqual([]);
  }, 60_000);
});

describe.skipIf(!hasSources)(`mutations of the page of StopDurableExecution${withoutSources}`, () => {
  const lines = page.split('\n');
  const whole = outcome(extractPage, page);

  test('deleting a line that is no description changes the result or is an error', () => {
    const stated = lines.flatMap((line, index) =>
      line.trim() !== '' && !/^[A-Z][^:]* .*[.:)]$/.test(line.trim()) ? [index] : [],
    );
    const ignored = stated.filter((index) => outcome(extractPage, lines.with(index, '').join('\n')) === whole);
    expect(ignored.map((index) => lines[index])).toEqual(['View a markdown version of this page']);
  });

  test.each([
    ['Type: Array of strings', 'Type: Array of things', /line 59: the type "Array of things" is unknown/],
    ['HTTP Status Code: 404', 'HTTP Status Code: Not Found', /line 125: "Not Found" is not an HTTP status/],
    ['retryAfterSeconds', 'retry after seconds', /line 137: neither an item, a field nor a description/],
    ['"ErrorData": "string", ', '', /line 11: "Request Syntax" has ErrorMessage, ErrorType, StackTrace where/],
    [
      'DurableExecutionArn/stop',
      'Other/stop',
      /line 17: the URI parameter DurableExecutionArn is not in the request line/,
    ],
  ])('%s -> %s', (from, to, message) => {
    expect(() => extractPage(page.replace(from, to))).toThrow(message);
  });
});
