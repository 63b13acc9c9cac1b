import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine, if it has one. */
export const CHROMIUM: string | undefined = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isExecutable);

export const NO_CHROMIUM = `there is no ${NAMES.join(', ')} on the PATH`;

/** All of this file's tests may share two processors with much else. */
export const PATIENCE_MS = 120_000;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Desktop and phone, light and dark. */
export const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, width })),
);
export type Look = (typeof LOOKS)[number];

/** An open page, what it said on its console, and what it asked for. */
export interface Opened {
  readonly page: Page;
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

/** Pages on disk, and a browser that opens them. */
export class Pages {
  private constructor(
    private readonly folder: string,
    private readonly browser: Browser,
  ) {}

  static async of(pages: Readonly<Record<string, string>>): Promise<Pages> {
    const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-page-'));
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html);
    const browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
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
    return new Pages(folder, browser);
  }

  address(name: string): string {
    return pathToFileURL(join(this.folder, `${name}.html`)).href;
  }

  async open(name: string, hash = '', options: BrowserContextOptions = {}): Promise<Opened> {
    const page = await (await this.browser.newContext(options)).newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${this.address(name)}${hash}`);
    await page.waitForSelector('#results');
    return { page, said, asked };
  }

  /** A page as one look shows it. */
  async openAs(name: string, hash: string, { colorScheme, width }: Look): Promise<Opened> {
    // The policy of the page would keep the checker out.
    return await this.open(name, hash, { colorScheme, viewport: { width, height: 850 }, bypassCSP: true });
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * What a reader with a screen reader, a keyboard or weak eyes would stumble over, by axe. Only colours differ between light
 * and dark: in the dark nothing else is looked at.
 */
export async function hurdles(page: Page, { colorScheme }: Look): Promise<string[]> {
  await page.evaluate(AXE);
  const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(rules)})`)) as AxeResults;
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ''}`);
}

/** How far the page is wider than its window, in pixels: what a phone would have to scroll sideways. */
export async function overflow(page: Page): Promise<number> {
  return Math.max(0, (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number);
}
