import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { ENDPOINT_VARIABLE, forwarderCode } from '../../../harness/durable/forwarder.js';

/** The one file of the archive, read by its local header and checked against its central directory. */
function unpacked(): { readonly name: string; readonly text: string } {
  const zip = Buffer.from(forwarderCode(), 'base64');
  const end = zip.subarray(-22);
  expect(end.toString('latin1', 0, 4)).toBe('PK\x05\x06');
  const central = zip.subarray(end.readUInt32LE(16), end.readUInt32LE(16) + end.readUInt32LE(12));
  expect(central.toString('latin1', 0, 4)).toBe('PK\x01\x02');
  expect(central.readUInt32LE(42), 'where the local header is').toBe(0);
  const size = zip.readUInt32LE(22);
  const nameSize = zip.readUInt16LE(26);
  const data = zip.subarray(30 + nameSize, 30 + nameSize + size);
  expect(zip.readUInt32LE(14)).toBe(crc32(data));
  expect(central.readUInt32LE(16)).toBe(crc32(data));
  return { name: zip.toString('utf8', 30, 30 + nameSize), text: data.toString() };
}

type Handler = (event: unknown) => Promise<unknown>;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** The forwarder's handler, before an endpoint that answers so. */
async function forwarder(answer: { readonly headers?: Record<string, string>; readonly body: string }) {
  const asked: { url: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ url: request.url, body });
      response.writeHead(200, answer.headers);
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const exports: { handler?: Handler } = {};
  const env = {
    [ENDPOINT_VARIABLE]: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_LAMBDA_FUNCTION_NAME: 'conformance-1-a',
  };
  const exits: number[] = [];
  const exit = (code: number) => {
    exits.push(code);
  };
  new Function('exports', 'process', unpacked().text)(exports, { env, exit });
  return { handler: exports.handler as Handler, asked, exits };
}

describe('the code that passes events on', () => {
  test('is one file of a ZIP archive', () => {
    expect(unpacked().name).toBe('index.js');
  });

  test('sends the event to the endpoint, and gives its answer back', async () => {
    const { handler, asked } = await forwarder({ body: '{"Status":"PENDING"}' });
    expect(await handler({ a: 1 })).toEqual({ Status: 'PENDING' });
    expect(asked).toEqual([{ url: '/2015-03-31/functions/conformance-1-a/invocations', body: '{"a":1}' }]);
  });

  test('throws what the function threw', async () => {
    const headers = { 'x-amz-function-error': 'Unhandled' };
    const { handler } = await forwarder({ headers, body: '{"errorType":"TypeError","errorMessage":"no"}' });
    await expect(handler(1)).rejects.toMatchObject({ name: 'TypeError', message: 'no' });
  });

  test('exits when the runtime did', async () => {
    const headers = { 'x-amz-function-error': 'Unhandled' };
    const { handler, exits } = await forwarder({ headers, body: '{"errorType":"Runtime.ExitError"}' });
    await expect(handler(1)).rejects.toThrow();
    expect(exits).toEqual([1]);
  });
});
