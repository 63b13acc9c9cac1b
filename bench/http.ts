import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { serveEngine } from '../engine/index.js';

/**
 * StartExecution over loopback HTTP beside a bare `node:http` echo of the same bytes. Each server has a process of its own, as
 * the client has; rounds alternate, so that whatever else the machine does falls on both.
 */
const REQUESTS = Number(process.env.REQUESTS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const CONNECTIONS = 32;

const roleArn = 'arn:aws:iam::123456789012:role/bench';
const definition = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });

async function serve(role: 'echo' | 'engine'): Promise<string> {
  if (role === 'engine') return (await serveEngine({ clock: 'real' })).url;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': body.length });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function startServer(role: 'echo' | 'engine'): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(import.meta.url), [role]);
  return new Promise((resolve, reject) => {
    child.once('message', (url) => resolve({ url: String(url), child }));
    child.once('error', reject);
  });
}

const headersOf = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSStepFunctions.${operation}`,
});

async function post(pool: Pool, operation: string, body: string): Promise<string> {
  const answer = await pool.request({ path: '/', method: 'POST', headers: headersOf(operation), body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${operation}: ${answer.statusCode} ${text}`);
  return text;
}

/** @returns requests a second */
async function measure(url: string, body: string): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  let left = REQUESTS;
  const from = performance.now();
  const client = async () => {
    while (left-- > 0) await post(pool, 'StartExecution', body);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const rate = (REQUESTS / (performance.now() - from)) * 1000;
  await pool.close();
  return rate;
}

async function main(): Promise<void> {
  const [echo, engine] = await Promise.all([startServer('echo'), startServer('engine')]);
  const pool = new Pool(engine.url);
  const created = await post(pool, 'CreateStateMachine', JSON.stringify({ name: 'bench', roleArn, definition }));
  await pool.close();
  const { stateMachineArn } = JSON.parse(created) as { stateMachineArn: string };
  const body = JSON.stringify({ stateMachineArn, input: '{"order": 7}' });
  await measure(echo.url, body);
  await measure(engine.url, body);
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${CONNECTIONS} connections`);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await measure(echo.url, body);
    const started = await measure(engine.url, body);
    ratios.push(started / bare);
    console.log(`echo ${Math.round(bare)}/s, StartExecution ${Math.round(started)}/s: ${(started / bare).toFixed(2)}`);
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `StartExecution is ${ratios[Math.floor(ratios.length / 2)]?.toFixed(2)} of the echo (median of ${ROUNDS} rounds)`,
  );
  for (const { child } of [echo, engine]) child.kill();
}

const [, , role] = process.argv;
if (role === 'echo' || role === 'engine') process.send?.(await serve(role));
else await main();
