import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { onTestFinished } from 'vitest';
import type { Fault } from '../../engine/fault.js';
import { serveEngine } from '../../engine/index.js';

/** What becomes of a request: it is passed on, it is never answered, or it is answered so many milliseconds late. */
export type Treatment =
  | { readonly kind: 'pass' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'late'; readonly ms: number };

export interface Relayed {
  readonly url: string;
  /** The operations that were asked for, in order. */
  readonly asked: readonly string[];
  /** Requests that were never answered and whose client has gone. */
  readonly givenUp: () => number;
}

/** An engine with a virtual clock behind a relay, until the test ends. `treat` is asked before each request of an operation. */
export async function relayed(treat: (operation: string, count: number) => Treatment, fault?: Fault): Promise<Relayed> {
  const served = await serveEngine({ clock: 'virtual', seed: 1, ...fault?.options, ...fault?.edge });
  fault?.install?.(served.engine);
  const agent = new Agent();
  const asked: string[] = [];
  let gone = 0;
  let isOver = false;
  const relay = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', '');
    // A hung server answers nobody, also who asks how it is.
    if (operation !== '') asked.push(operation);
    const treatment = treat(operation, asked.length);
    if (treatment.kind === 'hang') {
      outgoing.on('close', () => gone++);
      return;
    }
    const { host: _, connection: _kept, 'transfer-encoding': _sent, ...headers } = incoming.headers;
    const answer = await request(served.url + incoming.url, {
      dispatcher: agent,
      method: incoming.method as 'POST',
      headers: headers as Record<string, string>,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const body = Buffer.from(await answer.body.arrayBuffer());
    const respond = () => {
      if (isOver || outgoing.destroyed) return;
      outgoing.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(body);
    };
    if (treatment.kind === 'late') setTimeout(respond, treatment.ms).unref();
    else respond();
  };
  const server = createServer((incoming, outgoing) => {
    // Either side may go at any time.
    relay(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    isOver = true;
    server.closeAllConnections();
    server.close();
    await agent.destroy();
    await served.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, givenUp: () => gone };
}
