import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlePage } from '../../reporters/build-pages.js';
import { renderHtml } from '../../reporters/html.js';
import { hostileReport, largeReport } from './hostile.js';
import { failed, passed, plan, report } from './sample.js';

const CHROMIUM = '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-page-'));
const isThere = existsSync(CHROMIUM);

describe.skipIf(!isThere)(`the page in Chromium${isThere ? '' : ` (skipped: there is no ${CHROMIUM})`}`, () => {
  let browser: Browser;
  const address = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;

  beforeAll(async () => {
    const assets = await bundlePage('report');
    const small = report([
      failed(plan('sfn/x/a', ['sfn:X/behaviour/a']), {
        expected: '{"status":"SUCCEEDED"}',
        actual: '{"status":"FAILED"}',
      }),
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
    for (const [name, made] of Object.entries({ small, hostile: hostileReport(), large: largeReport(10_000) })) {
      writeFileSync(join(folder, `${name}.html`), renderHtml(made, assets));
    }
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A page, what it said on its console, and what it asked for. */
  async function open(
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; said: string[]; asked: string[] }> {
    const page = await (await browser.newContext(options)).newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(url);
    await page.waitForSelector('nav');
    return { page, said, asked };
  }

  test('loads from disk, alone, and marks the difference', async () => {
    const { page, said, asked } = await open(address('small'));
    await page.locator('details.cause > summary').click();
    await page.waitForSelector('mark');
    expect(await page.locator('mark').allTextContents()).toEqual(['SUCCEEDED', 'FAILED']);
    expect(said).toEqual([]);
    expect(asked).toEqual([address('small')]);
  });

  test('keeps the filters in the address', async () => {
    const { page } = await open(address('large'));
    await page.getByRole('button', { name: /^Cases/ }).click();
    await page.getByLabel('Text').fill('case-00012');
    await page.getByText('1 of 10000 cases', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('#view=cases&text=case-00012');
    await page.reload();
    await page.getByText('1 of 10000 cases', { exact: true }).waitFor();
  });

  test('makes only some of 10,000 rows', async () => {
    const { page } = await open(`${address('large')}#view=cases`);
    expect(await page.locator('details.case').count()).toBeLessThanOrEqual(300);
  });

  test('copies a script', async () => {
    const { page } = await open(address('small'), { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('details.cause > summary').click();
    await page.getByRole('button', { name: 'Copy the curl script' }).click();
    await page.getByText('Copied.', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe("curl -d '{}' http://127.0.0.1:4566/");
  });

  test('opens by keyboard', async () => {
    const { page } = await open(address('small'));
    await page.locator('details.cause > summary').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('section.script');
  });

  test('runs nothing that a target wrote', async () => {
    const { page, said, asked } = await open(address('hostile'));
    await page.locator('details.cause > summary').first().click();
    await page.waitForSelector('section.script');
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(said).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [1280, 390].map((width) => ({ colorScheme, width })),
  );
  test.each(LOOKS)('is accessible and fits: $colorScheme, $width wide', async ({ colorScheme, width }) => {
    for (const view of ['causes', 'cases', 'contract']) {
      // The policy of the page would keep the checker out.
      const looks = { colorScheme, viewport: { width, height: 850 }, bypassCSP: true };
      const { page } = await open(`${address('small')}#view=${view}`, looks);
      if (view === 'causes') await page.locator('details.cause > summary').click();
      await page.evaluate(AXE);
      const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
      expect(violations.map(({ id, impact }) => `${impact} ${id}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});
