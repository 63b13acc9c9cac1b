import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, NO_CHROMIUM, PATIENCE_MS, Pages } from '../reporters/browser.js';
import { HOSTILE } from '../reporters/hostile.js';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

/** Long enough to be told from anything else. */
const TOKEN = 'AAAAKgAAAAIAAAAAAAAAAXhhunter2taskTokenThatNobodyMaySee0123456789==';
const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIAHOSTILETARGET123',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+hostileTargetSecret',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEHostileSessionToken+/0123456789abcdef==',
};

/**
 * A target that answers whatever it is asked with markup, control characters, a task token, and all that it was told in the
 * request's headers: in a body of which it calls some members what the API does, in headers, and in refusals.
 */
async function serveHostile(): Promise<{ url: string; signatures: Set<string> }> {
  const signatures = new Set<string>();
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    const told = JSON.stringify(request.headers);
    const signature = /Signature=([0-9a-f]{64})/.exec(told)?.[1];
    if (signature !== undefined) signatures.add(signature);
    const text = `${HOSTILE} ${told}`;
    const arn = `arn:aws:states:us-east-1:123456789012:${text}`;
    const members = ['name', 'message', 'cause', 'error', 'output', 'input', 'definition', 'status', 'nextToken', text];
    const body = JSON.stringify({
      ...Object.fromEntries(members.map((name) => [name, text])),
      ...Object.fromEntries(['stateMachineArn', 'executionArn', 'activityArn'].map((name) => [name, arn])),
      taskToken: TOKEN,
      events: [{ id: 1, type: text, taskScheduledEventDetails: { parameters: text, resource: TOKEN } }],
      large: 'x'.repeat(count++ % 20 === 0 ? 10_000_000 : 0),
    });
    // A token is one because an answer has it as a token: it is not known by its looks.
    const isText = count % 3 === 0;
    response.writeHead(count % 2 === 0 ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-errortype': 'Evil',
      'x-told': Buffer.from(told).toString('latin1'),
      ...(isText ? {} : { 'x-token': TOKEN }),
    });
    response.end(isText ? text : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, signatures };
}

/** What a page holds packed. */
function unpacked(html: string): string {
  const [, packed = ''] = /id="data">([^<]*)</.exec(html) ?? [];
  return inflateRawSync(Buffer.from(packed, 'base64')).toString();
}

/** Opens what is closed, and what that shows. */
const OPEN_ALL = `(async () => {
  for (let round = 0; round < 3; round++) {
    const closed = 'details:not([open]) > summary, .matrix button[aria-expanded="false"]';
    for (const one of document.querySelectorAll(closed)) one.click();
    await new Promise((drawn) => setTimeout(drawn, 0));
  }
})()`;

const title = isBuilt ? 'what a hostile target answers' : `what a hostile target answers (skipped: ${NOT_BUILT})`;
const kinds = ['json', 'junit', 'html', 'markdown', 'badge', 'github'];

describe.skipIf(!isBuilt)(title, { timeout: 3 * PATIENCE_MS }, () => {
  test('leaks nothing into any report, and runs in no page', async (context) => {
    const folder = emptyFolder();
    const { url, signatures } = await serveHostile();
    for (const [name, value] of Object.entries(SECRETS)) {
      const before = process.env[name];
      process.env[name] = value;
      onTestFinished(() => {
        if (before === undefined) delete process.env[name];
        else process.env[name] = before;
      });
    }
    const files = kinds.flatMap((kind) => ['--report', `${kind}=${kind}.out`]);
    const suites = ['sfn/start-execution', 'sfn/activities'].flatMap((suite) => ['--suite', suite]);
    const has = ['activities', 'activity-workers'].flatMap((name) => ['--has', name]);
    const args = ['run', '--target', url, '--credentials', 'env', '--timeout', '20', ...suites, ...has, ...files];
    const ended = await run(folder, ...args);
    expect(ended.code).toBe(1);
    const matrix = await run(folder, 'report', 'matrix', 'json.out', '-o', 'matrix.out', '--markdown', 'matrix.md');
    expect(matrix.code).toBe(0);

    const outputs = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    expect(outputs.size).toBe(kinds.length + 2);
    for (const name of ['html.out', 'matrix.out']) outputs.set(`${name}, unpacked`, unpacked(outputs.get(name)!));
    outputs.set('standard output', ended.stdout);
    outputs.set('standard error', ended.stderr);
    expect(signatures.size).toBeGreaterThan(20);
    for (const [name, text] of outputs) {
      for (const secret of [...Object.values(SECRETS), TOKEN, ...signatures]) {
        expect(text.includes(secret), `${name} has ${secret}`).toBe(false);
        expect(text.includes(JSON.stringify(secret).slice(1, -1)), `${name} has ${secret}, escaped`).toBe(false);
        expect(text.includes(encodeURIComponent(secret)), `${name} has ${secret}, encoded`).toBe(false);
      }
    }

    if (CHROMIUM === undefined) context.skip(`The pages were not opened: ${NO_CHROMIUM}.`);
    const pages = await Pages.of({ report: outputs.get('html.out')!, matrix: outputs.get('matrix.out')! });
    onTestFinished(() => pages.close());
    for (const [name, hash] of [
      ['report', '#view=causes'],
      ['report', '#view=cases'],
      ['report', '#view=contract'],
      ['matrix', '#show=fail'],
    ] as const) {
      const { page, said, asked } = await pages.open(name, hash);
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate('window.harmed')).toBeUndefined();
      expect(await page.locator('img').count()).toBe(0);
      expect(said).toEqual([]);
      expect(asked).toEqual([pages.address(name)]);
      await page.context().close();
    }
  });
});
