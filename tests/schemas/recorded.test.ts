import { describe, expect, test } from 'vitest';
import { loadValidators } from '../../schemas/validate.js';
import { recordedHistories, recordingsAreHere } from '../harness/recorded-histories.js';

const why = recordingsAreHere ? '' : ' (skipped: the recordings of AWS are not at ../shared)';

describe.skipIf(!recordingsAreHere)(`histories that real AWS has answered${why}`, async () => {
  const histories = recordingsAreHere ? recordedHistories() : [];
  // Recordings mask timestamps, and show numbers and lists where AWS sends the text of JSON.
  const pages = histories.map(({ name, events }) => ({
    name,
    page: { events: events.map((event) => ({ ...(withText(event) as object), timestamp: 1.5 })) },
  }));

  test('are valid in the current edition', async () => {
    const validate = (await loadValidators('sfn', 'current')).response('GetExecutionHistory');
    expect(pages.length).toBeGreaterThan(300);
    const problems = pages.flatMap(({ name, page }) => validate(page).map((problem) => ({ name, ...problem })));
    expect(problems).toEqual([]);
  });

  test('break the 2017 edition by types of events only', async () => {
    const validate = (await loadValidators('sfn', '2017-03-30')).response('GetExecutionHistory');
    const problems = pages.flatMap(({ page }) => validate(page));
    expect(new Set(problems.map(({ path, keyword }) => `${path.replace(/\d+/, 'N')} ${keyword}`))).toEqual(
      new Set(['/events/N/type enum']),
    );
  });
});

/** Variables were parsed in the recordings, too: each value is the text of its JSON on the wire. */
function withText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'assignedVariables' ? asTexts(inner) : withText(inner),
    ]),
  );
}

function asTexts(variables: unknown): unknown {
  return Object.fromEntries(
    Object.entries(variables as object).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
