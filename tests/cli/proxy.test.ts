import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import { emptyFolder, isBuilt, NOT_BUILT, run, start } from './command-line.js';

const SFN = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListActivities' };

async function engine() {
  const served = await serveEngine({ clock: 'virtual' });
  onTestFinished(() => served.close());
  return served.url;
}

describe.skipIf(!isBuilt)(isBuilt ? 'proxy' : `proxy (skipped: ${NOT_BUILT})`, { timeout: 120_000 }, () => {
  test('ends with 0 when nothing was broken, and its transcript can be judged and sent again', async () => {
    const folder = emptyFolder();
    const target = await engine();
    const proxy = start(folder, 'proxy', '--target', target, '--transcript', 't.jsonl');
    let printed = '';
    proxy.child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    await proxy.printed('\n');
    const url = /proxy: (http:\S+) ->/.exec(printed)?.[1] ?? '';
    await (await fetch(url, { method: 'POST', headers: SFN, body: '{}' })).text();
    proxy.child.kill('SIGTERM');
    const ended = await proxy.ended;
    expect(ended.stdout).toContain('1 exchange judged.\nNo rule was broken.');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const judged = await run(folder, 'replay', 't.jsonl', '--edition', '2017-03-30');
    expect(judged).toMatchObject({ code: 0, stdout: expect.stringContaining('judged by edition 2017-03-30.') });
    const again = await run(folder, 'replay', 't.jsonl', '--target', target, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ sent: 1, left: 0, others: [], findings: [] });
    const durable = await run(folder, 'replay', 't.jsonl', '--edition', '2025-12-01');
    expect(durable).toMatchObject({ code: 2, stderr: expect.stringContaining('by an edition of Step Functions') });
  });

  test('through which nothing passed ends with 3', async () => {
    const proxy = start(emptyFolder(), 'proxy', '--target', 'http://127.0.0.1:1');
    await proxy.printed('\n');
    proxy.child.kill('SIGINT');
    expect(await proxy.ended).toMatchObject({ code: 3, stdout: expect.stringContaining('0 exchanges judged.') });
  });

  test.each([
    [['--target', 'ftp://x'], '--target: "ftp://x" is no http or https URL.\n'],
    [
      ['--target', 'http://x/path'],
      '--target: give the address alone, without a path: requests keep the path that they have.\n',
    ],
    [['--target', 'http://x', '--transcript', 'no/t.jsonl'], "Can't write 'no/t.jsonl': there is no such file.\n"],
    [[], "Required option '-t, --target <url>' not specified. See `sfn-conformance proxy --help`.\n"],
  ])('with wrong usage ends with 2 and one sentence (%#)', async (args, stderr) => {
    expect(await run(emptyFolder(), 'proxy', ...args)).toMatchObject({ code: 2, stderr });
  });

  test('run --transcripts keeps a transcript of each case, for replay', async () => {
    const folder = emptyFolder();
    const cases = ['--suite', 'sfn/start-execution', '--grep', 'another input', '--transcripts', 'kept'];
    const { code } = await run(folder, 'run', ...cases, '--report', 'json=r.json');
    expect(code).toBe(0);
    const { readdirSync } = await import('node:fs');
    const files = readdirSync(join(folder, 'kept'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.jsonl'));
    expect(files.length).toBeGreaterThan(0);
    const kept = join('kept', files[0] ?? '');
    expect(existsSync(join(folder, kept))).toBe(true);
    expect(await run(folder, 'replay', kept)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(' by sfn/start-execution/'),
    });
  });
});
