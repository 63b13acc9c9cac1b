import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { serveEngine } from '../engine/index.js';
import { startProxy } from '../proxy/proxy.js';
import type { ProxySummary } from '../proxy/watcher.js';

/**
 * What the proxy adds to an answer, and whether it loses anything: requests at a fixed rate, whatever the answers do, straight to
 * the engine and through the proxy, in rounds that alternate. Engine, proxy and client are processes of their own, as in use.
 */
const RATE = Number(process.env.RATE ?? 1_000);
const SECONDS = Number(process.env.SECONDS ?? 5);
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const CONNECTIONS = 32;

const headersOf = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSStepFunctions.${operation}`,
});

async function post(pool: Pool, operation: string, input: object): Promise<Record<string, unknown>> {
  const body = JSON.stringify(input);
  const answer = await pool.request({ path: '/', method: 'POST', headers: headersOf(operation), body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${operation}: ${answer.statusCode} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

interface Round {
  /** Milliseconds, sorted. */
  readonly times: readonly number[];
  readonly failed: number;
}

/** RATE requests a second for SECONDS seconds. A request's time begins when it was due. */
async function round(pool: Pool, executionArn: string): Promise<Round> {
  const times: number[] = [];
  let failed = 0;
  const open: Promise<void>[] = [];
  const begin = performance.now();
  for (let sent = 0; sent < RATE * SECONDS; ) {
    const due = Math.min(RATE * SECONDS, Math.floor(((performance.now() - begin) / 1_000) * RATE) + 1);
    for (; sent < due; sent++) {
      const from = performance.now();
      open.push(
        post(pool, 'GetExecutionHistory', { executionArn }).then(
          () => void times.push(performance.now() - from),
          () => void failed++,
        ),
      );
    }
    await pause(1);
  }
  await Promise.all(open);
  return { times: times.sort((a, b) => a - b), failed };
}

const at = (times: readonly number[], part: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;

type Role = 'engine' | 'proxy';

function child(role: Role, ...args: string[]): Promise<{ url: string; process: ChildProcess }> {
  const started = fork(fileURLToPath(import.meta.url), [role, ...args]);
  return new Promise((resolve, reject) => {
    started.once('message', (url) => resolve({ url: String(url), process: started }));
    started.once('error', reject);
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-bench-'));
  const transcript = join(folder, 'transcript.jsonl');
  const engine = await child('engine');
  const proxy = await child('proxy', engine.url, transcript);
  const direct = new Pool(engine.url, { connections: CONNECTIONS });
  const through = new Pool(proxy.url, { connections: CONNECTIONS });
  const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
  const roleArn = 'arn:aws:iam::123456789012:role/bench';
  const { stateMachineArn } = await post(direct, 'CreateStateMachine', { name: 'bench', roleArn, definition });
  const { executionArn } = await post(direct, 'StartExecution', { stateMachineArn });
  let passed = 0;
  for (const pool of [direct, through]) passed = (await round(pool, String(executionArn))).times.length;
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${RATE} requests/s, GetExecutionHistory`,
  );
  const added: number[] = [];
  let failed = 0;
  for (let number = 0; number < ROUNDS; number++) {
    const bare = await round(direct, String(executionArn));
    const proxied = await round(through, String(executionArn));
    passed += proxied.times.length;
    failed += proxied.failed + bare.failed;
    added.push(at(proxied.times, 0.5) - at(bare.times, 0.5));
    const line = (name: string, { times }: Round) =>
      `${name} median ${at(times, 0.5).toFixed(2)} ms, 99 % ${at(times, 0.99).toFixed(2)} ms`;
    console.log(`${line('direct', bare)}; ${line('through', proxied)}`);
  }
  await Promise.all([direct.close(), through.close()]);
  const summary = await new Promise<ProxySummary>((resolve) => {
    proxy.process.once('message', (message) => resolve(message as ProxySummary));
    proxy.process.send('end');
  });
  engine.process.kill();
  const kept = readFileSync(transcript, 'utf8').trimEnd().split('\n').length - 1;
  rmSync(folder, { recursive: true });
  added.sort((a, b) => a - b);
  console.log(`the proxy adds ${at(added, 0.5).toFixed(2)} ms to the median (median of ${ROUNDS} rounds)`);
  console.log(
    `${passed} answered through it, ${failed} failed, ${summary.judged} judged, ${kept} in the transcript, ${summary.faults.length} faults`,
  );
  if (failed > 0 || summary.judged !== passed || kept !== passed) process.exitCode = 1;
}

const [, , role, target = '', transcript = ''] = process.argv;
switch (role) {
  case 'engine':
    process.send?.((await serveEngine({ clock: 'real' })).url);
    break;
  case 'proxy': {
    const proxy = await startProxy({ target: new URL(target), edition: 'current', transcript, toolVersion: 'bench' });
    process.once('message', async () => {
      process.send?.(await proxy.close(), () => process.exit());
    });
    process.send?.(proxy.url);
    break;
  }
  default:
    await main();
}
