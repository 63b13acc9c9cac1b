import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Signer } from '../../harness/signer.js';
import { emptyFolder, isBuilt, NOT_BUILT, run, start } from '../cli/command-line.js';
import { HOSTILE } from '../reporters/hostile.js';

const credentials = {
  accessKeyId: 'AKIAHOSTILEPROXY1234',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+hostileProxySecret',
  sessionToken: 'IQoJb3JpZ2luX2VjEHostileProxySession+/0123456789abcdef==',
};
const TOKEN = 'AAAAKgAAAAIAAAAAAAAAAXproxyTaskToken/0123456789+==';
const CHECKPOINT = 'checkpoint-token-0123456789/abcdef';
const CALLBACK = 'Ab9/callback+id=0123456789';
const LATE = 'seen-before-it-was-known-to-be-a-token';

/** A target that shows all that it was told, hands out tokens, and answers with markup, control characters and ten megabytes. */
async function serveHostile(): Promise<string> {
  let count = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = JSON.stringify(request.headers);
      const large = count++ % 9 === 0 ? 'x'.repeat(10_000_000) : '';
      const body = JSON.stringify({
        taskToken: TOKEN,
        CheckpointToken: CHECKPOINT,
        NewExecutionState: { Operations: [{ CallbackDetails: { CallbackId: CALLBACK } }] },
        executionArn: `${HOSTILE}${told}`,
        message: `${LATE} ${told} ${Buffer.concat(chunks).toString()}`,
        [HOSTILE]: large,
      });
      response.writeHead(count % 2 === 0 ? 200 : 400, {
        'content-type': HOSTILE.replaceAll(/[^ -~]/g, ''),
        'x-told': told.slice(0, 8_000),
        'set-cookie': 'session=hunter2hunter2',
        'x-token': TOKEN,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends signed requests of both APIs. @returns the signatures */
async function talk(url: string): Promise<string[]> {
  const signatures: string[] = [];
  const send = async (
    service: 'states' | 'lambda',
    method: string,
    path: string,
    target: string | undefined,
    body: string,
  ) => {
    const signer = new Signer({ service, region: 'us-east-1', credentials });
    const plain = {
      'content-type': 'application/x-amz-json-1.0',
      ...(target === undefined ? {} : { 'x-amz-target': `AWSStepFunctions.${target}` }),
    };
    const headers = await signer.sign({ method, url: `${url}${path}`, headers: plain, body });
    signatures.push(/Signature=([0-9a-f]+)/.exec(headers.authorization ?? '')?.[1] ?? '');
    await (await fetch(`${url}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) })).arrayBuffer();
  };
  await send('states', 'POST', '/', 'StartExecution', JSON.stringify({ input: JSON.stringify({ mine: LATE }) }));
  await send('states', 'POST', '/', 'GetActivityTask', '{"activityArn":"x"}');
  await send('states', 'POST', '/', 'DescribeExecution', HOSTILE);
  await send('states', 'POST', '/', 'SendTaskSuccess', JSON.stringify({ taskToken: TOKEN, output: '{}' }));
  await send('states', 'POST', '/', 'SendTaskHeartbeat', JSON.stringify({ taskToken: LATE }));
  await send('states', 'POST', '/', `</script>${'z'.repeat(99)}`, '{}');
  const callback = `/2025-12-01/durable-execution-callbacks/${encodeURIComponent(CALLBACK)}/succeed`;
  await send('lambda', 'POST', callback, undefined, '{}');
  await send(
    'lambda',
    'POST',
    '/2025-12-01/durable-executions/a/checkpoint',
    undefined,
    JSON.stringify({ CheckpointToken: CHECKPOINT }),
  );
  await send('lambda', 'GET', '/2025-12-01/durable-executions/a%2F..%2F<img>', undefined, '');
  return signatures;
}

const title = 'a hostile target behind a proxy';
describe.skipIf(!isBuilt)(isBuilt ? title : `${title} (skipped: ${NOT_BUILT})`, { timeout: 120_000 }, () => {
  test('leaks nothing into what is kept and printed, and breaks nothing', async () => {
    const folder = emptyFolder();
    const target = await serveHostile();
    const json = start(folder, 'proxy', '--target', target, '--json');
    const address = async (running: ReturnType<typeof start>, stream: 'stdout' | 'stderr') => {
      let text = '';
      running.child[stream].on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      while (!text.includes('\n')) await new Promise((resolve) => running.child[stream].once('data', resolve));
      return /http:\S+/.exec(text)?.[0] ?? '';
    };
    const second = await address(json, 'stderr');
    const kept = start(folder, 'proxy', '--target', target, '--transcript', 't.jsonl');
    const signatures = [...(await talk(await address(kept, 'stdout'))), ...(await talk(second))];
    kept.child.kill('SIGINT');
    json.child.kill('SIGTERM');
    const told = await kept.ended;
    const asJson = await json.ended;
    expect([told.code, asJson.code]).toEqual([1, 1]);
    const summary = JSON.parse(asJson.stdout) as Record<string, unknown>;
    expect(summary).toMatchObject({ judged: 9, unanswered: 0, faults: [] });

    const offline = await run(folder, 'replay', 't.jsonl');
    const machine = await run(folder, 'replay', 't.jsonl', '--json');
    const again = await run(folder, 'replay', 't.jsonl', '--target', target);
    expect([offline, machine, again].map(({ stderr }) => stderr)).toEqual(['', '', '']);
    expect([offline.code, machine.code, again.code]).toEqual([1, 1, 1]);
    expect(offline.stdout).toContain('9 exchanges recorded at');
    expect(again.stdout).toContain('9 exchanges recorded at');

    const transcript = readFileSync(join(folder, 't.jsonl'), 'utf8');
    const printed = { told, asJson, offline, machine, again };
    const everything = JSON.stringify(printed) + transcript;
    const secrets = [...Object.values(credentials), TOKEN, CHECKPOINT, CALLBACK, LATE, 'hunter2', ...signatures];
    const spelled = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')]);
    expect(spelled.filter((secret) => everything.includes(secret))).toEqual([]);
    expect(transcript).toContain('<task token ');
    expect(transcript).toContain('<callback id ');
    expect(transcript).toContain('<checkpoint token ');
    // What is printed for people can't move their cursor, and is short.
    for (const { stdout, stderr } of [told, offline, again]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
      expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      expect(stdout.length).toBeLessThan(50_000);
    }
  });
});
