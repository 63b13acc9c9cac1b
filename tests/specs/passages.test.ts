import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Passage, passageAt, passagesOf } from '../../specs/extract/passages.js';
import { regeneratePassages } from '../../specs/extract/regenerate.js';
import { editions } from '../../specs/load.js';
import { packageRoot } from '../../specs/package-root.js';
import { citedPlaces, loadPassages, placeText, stalenessOf } from '../../specs/passages.js';
import { miniReference } from './mini-reference.js';
import { hasSources, sourcesFolder, withoutSources } from './sources.js';

/** The places whose words are not those of the first text, or not there. */
function changed(before: string, after: string): string[] {
  const digests = new Set(passagesOf(after).map(({ digest }) => digest));
  return passagesOf(before)
    .filter(({ digest }) => !digests.has(digest))
    .map(({ at }) => at);
}

/** With one word exchanged, wherever it stands first. */
function withWord(text: string, word: string, other: string): string {
  expect(text).toContain(word);
  return text.replace(word, other);
}

describe('passages of a reference', () => {
  const passages = passagesOf(miniReference);
  const at = (place: string): Passage => passages.find((passage) => passage.at === place)!;

  test('stand under their headings', () => {
    expect(passages.map((passage) => passage.at)).toEqual(
      expect.arrayContaining([
        'CountSheep',
        'CountSheep, paragraph 1',
        'CountSheep / Request Parameters / atMost',
        'CountSheep / Errors / NoSheep',
        'ShearSheep / Errors / NoSheep',
      ]),
    );
  });

  test('are found by their line: all that stands under a heading, or one paragraph', () => {
    const { from } = at('CountSheep / Request Parameters / atMost');
    expect(passageAt(passages, from)?.at).toBe('CountSheep / Request Parameters / atMost');
    expect(passageAt(passages, from + 2)?.at).toBe('CountSheep / Request Parameters / atMost, paragraph 1');
    expect(passageAt(passages, from + 1), 'a blank line').toBeUndefined();
  });

  test('change with one word, and no other does', () => {
    expect(changed(miniReference, withWord(miniReference, 'Where to stop', 'Where to end'))).toEqual([
      'CountSheep / Request Parameters / atMost',
      'CountSheep / Request Parameters / atMost, paragraph 1',
    ]);
    expect(changed(miniReference, withWord(miniReference, 'value of 99', 'value of 98'))).toEqual([
      'CountSheep / Request Parameters / atMost',
      'CountSheep / Request Parameters / atMost, paragraph 3',
    ]);
  });

  test('do not change when lines move, or break elsewhere, or another page begins', () => {
    const moved = withWord(miniReference, '# CountSheep\n', '# CountSheep\n\n\n');
    expect(changed(miniReference, moved)).toEqual([]);
    expect(changed(miniReference, withWord(miniReference, 'Where to stop.', 'Where\nto  stop.'))).toEqual([]);
    const paged = withWord(
      miniReference,
      'Where to stop.\n',
      'Where to stop.\n\n**API Version 2020-02-02**\n\n**12**\n',
    );
    expect(changed(miniReference, paged)).toEqual([]);
  });

  test('are gone with their heading', () => {
    const renamed = miniReference.replaceAll('ShearSheep', 'ClipSheep');
    expect(changed(miniReference, renamed)).toEqual(expect.arrayContaining(['ShearSheep / Errors / NoSheep']));
  });
});

describe('the committed passages', () => {
  test.each(editions())('hold every place that a statement of $service/$edition cites', ({ service, edition }) => {
    const known = new Set(loadPassages(service).editions[edition]?.map((passage) => placeText(passage)));
    expect(citedPlaces(service, edition).filter((place) => !known.has(place))).toEqual([]);
  });
});

describe.skipIf(!hasSources)(`the texts that statements cite${withoutSources}`, () => {
  const files = hasSources ? regeneratePassages(sourcesFolder) : [];
  const read = (path: string): string => readFileSync(join(sourcesFolder, path), 'utf8');
  const reference = () => read('seeds/step-functions-api-reference-2017-03-30.md');
  const stale = (text: string) =>
    stalenessOf('2017-03-30', { reference: text }, loadPassages('sfn')).stale.map(({ passage, now, statements }) => [
      passage.at,
      now,
      statements,
    ]);

  test.each(files)('are those of $path: else run `node dist/specs/extract/regenerate.js`', ({ path, text }) => {
    expect(readFileSync(join(packageRoot, path), 'utf8') === text).toBe(true);
  });

  test('make nothing stale', () => {
    expect(stale(reference())).toEqual([]);
    const current = stalenessOf('current', { model: read('models/stepfunctions-current.json') }, loadPassages('sfn'));
    expect(current).toMatchObject({ stale: [] });
    expect(current.passages).toBeGreaterThan(500);
  });

  test('make the statements of a sentence stale with one word', () => {
    const longPoll = withWord(reference(), 'within 60 seconds', 'within 50 seconds');
    expect(stale(longPoll)).toEqual([
      ['GetActivityTask, paragraph 1', 'changed', expect.arrayContaining(['sfn:GetActivityTask/behaviour/empty-poll'])],
    ]);
    const unique = withWord(reference(), 'This name must be unique for your AWS account', 'This name may be unique');
    expect(stale(unique).flatMap(([, , statements]) => statements)).toEqual(
      expect.arrayContaining(['sfn:CreateActivity/request/name/max-length']),
    );
  });

  test('make the statements of a constraint stale with one figure', () => {
    const place = 'StartExecution / Request Parameters / input';
    const { from, to } = passagesOf(reference()).find(({ at }) => at === place)!;
    const lines = reference().split('\n');
    const revised = lines.map((line, index) =>
      index + 1 >= from && index + 1 <= to ? line.replace('32768', '32769') : line,
    );
    const now = stale(revised.join('\n'));
    expect(now.map(([at]) => at)).toEqual([place]);
    expect(now[0]?.[2]).toEqual(expect.arrayContaining(['sfn:StartExecution/request/input/max-length']));
  });

  test('make the statements of a member stale with one word of the model', () => {
    const model = read('models/stepfunctions-current.json');
    const { shapes } = JSON.parse(model) as { shapes: Record<string, { members: Record<string, unknown> }> };
    expect(shapes.StartExecutionInput?.members).toHaveProperty('name');
    const revised = JSON.parse(model, function (this: unknown, key, value: unknown) {
      return key === 'StartExecutionInput' && typeof value === 'object'
        ? {
            ...value,
            members: { ...(value as { members: object }).members, name: { shape: 'Name', documentation: '' } },
          }
        : value;
    }) as object;
    const { stale: rows } = stalenessOf('current', { model: JSON.stringify(revised) }, loadPassages('sfn'));
    expect(rows.map(({ passage }) => passage.at)).toEqual(['StartExecutionInput', 'StartExecutionInput.name']);
  });
});
