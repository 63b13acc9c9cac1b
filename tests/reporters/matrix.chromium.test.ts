import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlePage } from '../../reporters/build-pages.js';
import { renderMatrix } from '../../reporters/matrix-html.js';
import { CHROMIUM, hurdles, LOOKS, NO_CHROMIUM, overflow, PATIENCE_MS, Pages } from './browser.js';
import { hostileReport } from './hostile.js';
import { matrix } from './matrix-sample.js';

const title = `the page of a matrix in Chromium${CHROMIUM === undefined ? ` (skipped: ${NO_CHROMIUM})` : ''}`;

describe.skipIf(CHROMIUM === undefined)(title, { timeout: PATIENCE_MS }, () => {
  let pages: Pages;

  beforeAll(async () => {
    const assets = await bundlePage('matrix');
    pages = await Pages.of({
      small: renderMatrix(matrix(), assets),
      hostile: renderMatrix(matrix([{ name: 'x.json', report: hostileReport() }]), assets),
    });
  }, PATIENCE_MS);
  afterAll(() => pages?.close());

  test('loads from disk, alone, and opens by keyboard down to what came', async () => {
    const { page, said, asked } = await pages.open('small');
    for (const name of [/^sfn 3/, /^sfn:Start /, /sfn:Start\/error\/Exists/, /^twice$/]) {
      await page.getByRole('button', { name, expanded: false }).focus();
      await page.keyboard.press('Enter');
    }
    await page.getByText('expected status 400; came status 200').waitFor();
    const row = page.getByRole('row', { name: /The claim of sfn:Start\/error\/Exists/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['✗failed', '✓passed▲, was failed', '?inconclusive']);
    expect(said).toEqual([]);
    expect(asked).toEqual([pages.address('small')]);
  });

  test('keeps filters, columns and open rows in the address', async () => {
    const { page } = await pages.open('small');
    await page.getByLabel('Show').selectOption('fail');
    await page.getByLabel('other').uncheck();
    await page.getByRole('button', { name: /behaviour\/twice/ }).click();
    const hash = new URL(page.url()).hash;
    expect(hash).toBe('#show=fail&without=other&open=sfn%2Fsfn%3AStart%2Fbehaviour%2Ftwice');
    await page.reload();
    await page.getByText('anew', { exact: true }).waitFor();
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'What AWS demands',
      'two1.9.0',
      'two1.10.0',
    ]);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await page.getByRole('columnheader').count()).toBe(4);
  });

  test('runs nothing that a target wrote', async () => {
    const { page, said, asked } = await pages.open('hostile', '#show=fail');
    await page.locator('tr.statement button').first().click();
    await page.locator('tr.case button').first().click();
    await page.locator('tr.remarks').waitFor();
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(said).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test.each(LOOKS)('is accessible and fits: $colorScheme, $width wide', async (look) => {
    for (const hash of ['', '#show=fail&open=sfn%2Fsfn%3AStart%2Fbehaviour%2Ftwice', '#text=nothing+like+it']) {
      const { page } = await pages.openAs('small', hash, look);
      expect(await hurdles(page, look)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  });
});
