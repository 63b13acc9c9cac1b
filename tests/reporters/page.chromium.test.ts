import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlePage } from '../../reporters/build-pages.js';
import { renderHtml } from '../../reporters/html.js';
import { CHROMIUM, hurdles, LOOKS, NO_CHROMIUM, overflow, PATIENCE_MS, Pages } from './browser.js';
import { TRANSCRIPT } from './history-sample.js';
import { hostileReport, largeReport } from './hostile.js';
import { failed, passed, plan, report } from './sample.js';

const title = `the page of a report in Chromium${CHROMIUM === undefined ? ` (skipped: ${NO_CHROMIUM})` : ''}`;

describe.skipIf(CHROMIUM === undefined)(title, { timeout: PATIENCE_MS }, () => {
  let pages: Pages;

  beforeAll(async () => {
    const assets = await bundlePage('report');
    const small = report([
      {
        ...failed(plan('sfn/x/a', ['sfn:X/behaviour/a']), {
          expected: '{"status":"SUCCEEDED"}',
          actual: '{"status":"FAILED"}',
        }),
        transcript: TRANSCRIPT,
      },
      passed(plan('asl/y/b'), [
        {
          operation: 'X',
          rule: 'protocol:content-type',
          exchanges: 2,
          violations: 1,
          example: 'text/html, as '.repeat(30),
        },
      ]),
    ]);
    pages = await Pages.of({
      small: renderHtml(small, assets),
      hostile: renderHtml(hostileReport(), assets),
      large: renderHtml(largeReport(10_000), assets),
    });
  }, PATIENCE_MS);
  afterAll(() => pages?.close());

  test('loads from disk, alone, and marks the difference', async () => {
    const { page, said, asked } = await pages.open('small');
    await page.locator('details.cause > summary').click();
    await page.waitForSelector('mark');
    expect(await page.locator('mark').allTextContents()).toEqual(['SUCCEEDED', 'FAILED']);
    expect(said).toEqual([]);
    expect(asked).toEqual([pages.address('small')]);
  });

  test('draws the machine next to its history', async () => {
    const { page } = await pages.open('small', '#view=cases&case=sfn/x/a');
    const graph = page.getByRole('img', { name: /^State machine that starts at Prepare/ });
    expect(await graph.getAttribute('aria-label')).toContain('Right, Task: the execution failed in it');
    expect(await graph.locator('g.state').count()).toBe(11);
    expect(await graph.locator('g.taken').count()).toBe(6);
    await page.getByText('History of the execution: 15 events in 7 s').waitFor();
  });

  test('keeps the filters in the address', async () => {
    const { page } = await pages.open('large');
    await page.getByRole('button', { name: /^Cases/ }).click();
    await page.getByLabel('Text').fill('case-00012');
    await page.getByText('1 of 10000 cases', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('#view=cases&text=case-00012');
    await page.reload();
    await page.getByText('1 of 10000 cases', { exact: true }).waitFor();
  });

  test('makes only some of 10,000 rows', async () => {
    const { page } = await pages.open('large', '#view=cases');
    expect(await page.locator('details.case').count()).toBeLessThanOrEqual(300);
  });

  test('copies a script', async () => {
    const { page } = await pages.open('small', '', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('details.cause > summary').click();
    await page.getByRole('button', { name: 'Copy the curl script' }).click();
    await page.getByText('Copied.', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe("curl -d '{}' http://127.0.0.1:4566/");
  });

  test('opens by keyboard', async () => {
    const { page } = await pages.open('small');
    await page.locator('details.cause > summary').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.script');
  });

  test('runs nothing that a target wrote', async () => {
    const { page, said, asked } = await pages.open('hostile');
    await page.locator('details.cause > summary').first().click();
    await page.waitForSelector('section.script');
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(said).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  test.each(LOOKS)('is accessible and fits: $colorScheme, $width wide', async (look) => {
    for (const view of ['causes', 'cases', 'contract']) {
      const { page } = await pages.openAs('small', `#view=${view}`, look);
      if (view === 'causes') await page.locator('details.cause > summary').click();
      expect(await hurdles(page, look)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  });
});
