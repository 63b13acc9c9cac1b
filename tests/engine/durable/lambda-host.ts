import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostedCall {
  /** As it was in the path, decoded. */
  readonly reference: string;
  readonly payload: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type HostedFunction = (
  call: HostedCall,
) => Promise<{ status?: number; headers?: Record<string, string>; body: string }>;

/** A Lambda Invoke endpoint with functions of the test behind it, by name. */
export class LambdaHost {
  readonly calls: HostedCall[] = [];
  private server: Server | undefined;

  constructor(readonly functions: Record<string, HostedFunction>) {}

  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const reference = decodeURIComponent(/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? '');
        const call = { reference, payload: Buffer.concat(chunks).toString(), headers: request.headers };
        this.calls.push(call);
        const run = this.functions[reference.split(':')[6] ?? reference];
        const answer = run ? await run(call) : { status: 404, body: '{"Type":"User","Message":"no such function"}' };
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.body);
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
