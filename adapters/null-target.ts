import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Capability, capabilities, type RunningTarget } from '../harness/target.js';
import type { AdapterOptions, TargetAdapter } from './adapter.js';

/** What a null target does with a request whose body has been read. */
export type Handler = (
  request: { readonly operation: string; readonly body: string },
  response: ServerResponse,
) => void;

/** It never changes its answers, so nothing is worth waiting for. */
const SETTLE_MS = 500;

/** It claims to have everything, so that every case is tried on it. */
const ALL = (Object.keys(capabilities) as Capability[]).sort();

/**
 * A target that implements nothing: a measure of the suite. What it passes is what the suite can't tell. It listens in this
 * process, on a free port of 127.0.0.1.
 */
export function nullTarget(name: `null-${string}`, describe: string, handle: Handler): TargetAdapter {
  return {
    name,
    describe,
    async start({ region, edition }: AdapterOptions): Promise<RunningTarget> {
      const server = createServer((request, response) => {
        read(request).then(
          (body) => handle({ operation: operationOf(request), body }, response),
          () => response.destroy(),
        );
      });
      const url = await new Promise<string>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
        });
      });
      const info = {
        name,
        url,
        region,
        accountId: '123456789012',
        edition,
        capabilities: ALL,
        isolation: 'none',
        clock: { kind: 'real' },
      } as const;
      return {
        info,
        budgets: { settleMs: SETTLE_MS },
        stop: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      };
    },
  };
}

/** Answers with JSON, and with the headers that AWS sends. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': crypto.randomUUID(),
  });
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function operationOf(request: IncomingMessage): string {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? (target.split('.').at(-1) ?? '') : '';
}
