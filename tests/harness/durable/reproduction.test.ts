import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Exchange } from '../../../harness/exchange.js';
import { reproductionOf, type Situation } from '../../../harness/reproduction/index.js';
import { packageRoot } from '../../../specs/package-root.js';

const run = promisify(execFile);
const situation: Situation = {
  url: 'http://127.0.0.1:1',
  region: 'us-east-1',
  keyId: 'test',
  headers: {},
  auth: 'form',
  freshNames: [],
  hostPrefix: false,
  mask: (text) => text,
};
const OF_THE_CASE = 'one-of-the-case/two-of-the-case';
const PATH = `/2025-12-01/durable-executions/${encodeURIComponent(OF_THE_CASE)}`;

function exchange(
  index: number,
  operation: string,
  method: string,
  path: string,
  body: string,
  text: string,
): Exchange {
  const headers = { 'content-type': 'application/json', authorization: 'AWS4-HMAC-SHA256 Credential=secret' };
  const request = { method, url: `http://127.0.0.1:1${path}`, headers, body };
  const response = { status: 200, headers: {}, text };
  return { index, operation, role: 'case', via: 'wire', request, response, durationMs: 1, findings: [] } as never;
}

/** A case on a target that starts executions by a route of its own. */
const exchanges = [
  exchange(
    0,
    '/start-durable-execution',
    'POST',
    '/start-durable-execution',
    '{"FunctionName":"f"}',
    JSON.stringify({ ExecutionArn: OF_THE_CASE }),
  ),
  exchange(1, 'StopDurableExecution', 'POST', `${PATH}/stop`, '{"ErrorType":"Enough"}', '{"StopTimestamp":1}'),
  exchange(2, 'GetDurableExecution', 'GET', PATH, '', '{}'),
];

test("a reproduction starts an execution by the target's own route, and asks for that one", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${decodeURIComponent(request.url ?? '').replace(/\?.*/, '')} ${body}`);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ExecutionArn: 'a-new-one/with+a=sign' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const env = { ...process.env, ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const shown = { expected: 'the error', actual: 'another' };
  const { curl, sdk } = reproductionOf(exchanges, 2, situation, shown) ?? { curl: '', sdk: '' };
  await run('sh', ['-c', curl], { env });
  await run(process.execPath, ['--input-type=module', '-e', sdk], { env, cwd: packageRoot });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const once = [
    'POST /start-durable-execution {"FunctionName":"f"}',
    'POST /2025-12-01/durable-executions/a-new-one/with+a=sign/stop {"ErrorType":"Enough"}',
    'GET /2025-12-01/durable-executions/a-new-one/with+a=sign ',
  ];
  expect(asked).toEqual([...once, ...once]);
});
