import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What a hosted function answers to one invocation. */
export type FunctionAnswer =
  | { readonly kind: 'result'; readonly payload: unknown }
  /** A result that may be no JSON at all. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly errorType: string | undefined; readonly errorMessage: string | undefined }
  /** The connection is closed without an answer. */
  | { readonly kind: 'none' };

/** @param gone aborted when the caller has hung up */
export type HostedFunction = (payload: unknown, gone: AbortSignal) => Promise<FunctionAnswer>;

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;

/** The function's name in the path of an invocation: from a name, a partial or a whole ARN, without its qualifier. */
export function functionName(url: string): string | undefined {
  const match = INVOCATION.exec(new URL(url, 'http://localhost').pathname);
  if (match === null) return undefined;
  const name = decodeURIComponent(match[1]!);
  const inArn = /(?:^|:)function:([^:]+)/.exec(name);
  return inArn?.[1] ?? name.split(':')[0];
}

/** The body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** How Lambda says that a function is not there. */
export function noSuchFunction(response: ServerResponse, name: string | undefined): void {
  response.writeHead(404, { 'content-type': 'application/json', 'x-amzn-errortype': 'ResourceNotFoundException' });
  response.end(JSON.stringify({ Type: 'User', Message: `Function not found: ${name ?? ''}` }));
}

/**
 * Lambda's Invoke operation on a port of 127.0.0.1, for functions that cases register. One for each worker process; the
 * relay of the main process finds it by the port that is in the functions' names.
 */
export class LambdaHost {
  private readonly functions = new Map<string, HostedFunction>();
  private server: Server | undefined;
  private listening: Promise<number> | undefined;

  /** Where it listens; it begins to at the first call. */
  async port(): Promise<number> {
    this.listening ??= this.listen();
    return await this.listening;
  }

  /** @returns takes the function away again */
  register(name: string, hosted: HostedFunction): () => void {
    this.functions.set(name, hosted);
    return () => this.functions.delete(name);
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.server === undefined ? resolve() : this.server.close(() => resolve())));
  }

  private async listen(): Promise<number> {
    const server = createServer((request, response) => {
      this.invoke(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ Type: 'Service', Message: String(error) }));
      });
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  private async invoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = functionName(request.url ?? '/');
    const hosted = name === undefined ? undefined : this.functions.get(name);
    const body = await bodyOf(request);
    if (hosted === undefined) return noSuchFunction(response, name);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await hosted(body === '' ? {} : JSON.parse(body), gone.signal);
    if (response.destroyed) return;
    const headers = {
      'content-type': 'application/json',
      'x-amzn-requestid': randomUUID(),
      'x-amz-executed-version': '$LATEST',
    };
    switch (answer.kind) {
      case 'result':
        response.writeHead(200, headers);
        response.end(JSON.stringify(answer.payload ?? null));
        return;
      case 'text':
        response.writeHead(200, headers);
        response.end(answer.text);
        return;
      case 'error': {
        const { errorType, errorMessage } = answer;
        response.writeHead(200, { ...headers, 'x-amz-function-error': 'Unhandled' });
        response.end(JSON.stringify({ errorMessage, errorType, trace: [] }));
        return;
      }
      case 'none':
        response.destroy();
        return;
    }
  }
}
