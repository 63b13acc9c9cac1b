import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from '../service/account.js';
import { Engine, type EngineOptions } from '../service/engine.js';
import { ServiceError } from '../service/error.js';
import type { Output } from '../service/response.js';
import { answerControl } from './control.js';
import { answerJson, CONTENT_TYPE, type JsonRequest } from './json-api.js';
import type { HttpResponse, Mount } from './mount.js';
import { requestTarget } from './request-target.js';
import { accessKeyIdOf, verifySignature } from './sigv4.js';

export interface Address {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
}

export interface ServeOptions extends EngineOptions, Address {
  /** Serves this engine; the engine's options are ignored then. */
  readonly engine?: Engine;
  /** Further APIs on the same port, asked in this order before Step Functions. */
  readonly mounts?: readonly Mount[];
  /** Secret access keys by access key id: requests must be signed with one of them. Absent: no signature is looked at. */
  readonly keys?: Readonly<Record<string, string>>;
  /** The longest request body, bytes. Default 10 MiB. */
  readonly maxBodyBytes?: number;
  /** Changes requests of Step Functions before they are read, and answers before they are sent: what seeded faults use. */
  readonly rewriteRequest?: (request: JsonRequest) => JsonRequest;
  readonly rewriteAnswer?: (answer: HttpResponse, request: JsonRequest) => HttpResponse;
  /** Told of failures of the engine itself; the client gets a 500. Default: printed to stderr. */
  readonly onFailure?: (failure: unknown) => void;
}

export interface Served {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly engine: Engine;
  /** Answers the polls that wait, lets other requests end for a moment, then closes every connection. May be called twice. */
  close(): Promise<void>;
}

const MAX_BODY = 10 * 2 ** 20;
/** How long a close waits for requests to end, milliseconds. */
const GRACE = 1_000;

/**
 * Serves an engine over HTTP.
 * @throws the listen error (`EADDRINUSE`, ...), MockFileError
 */
export async function serveEngine(options: ServeOptions = {}): Promise<Served> {
  const engine = options.engine ?? new Engine(options);
  const edge = new Edge(engine, options);
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (request, response) =>
    edge.receive(request, response),
  );
  server.maxRequestsPerSocket = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1', backlog: 16_384 }, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      const force = setTimeout(() => server.closeAllConnections(), GRACE);
      server.close(() => {
        clearTimeout(force);
        resolve();
      });
      engine.close();
      edge.whenIdle(() => server.closeAllConnections());
    });
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    port,
    engine,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Takes requests in and sends answers out. */
class Edge {
  private readonly maxBody: number;
  private readonly mounts: readonly Mount[];
  /** Requests that have come in and are not answered. */
  private open = 0;
  private idle: (() => void) | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly options: ServeOptions,
  ) {
    this.maxBody = options.maxBodyBytes ?? MAX_BODY;
    this.mounts = options.mounts ?? [];
  }

  /** Calls `listener` as soon as no request is open. */
  whenIdle(listener: () => void): void {
    this.idle = listener;
    if (this.open === 0) listener();
  }

  receive(request: IncomingMessage, response: ServerResponse): void {
    this.open++;
    const control = requestTarget(request.url ?? '/').path.startsWith('/_');
    const account = control ? undefined : this.accountOf(request.headers.authorization);
    if (account !== undefined) account.load.requests++;
    response.once('close', () => {
      if (account !== undefined) account.load.requests--;
      this.open--;
      if (this.open === 0) this.idle?.();
    });
    let only: Buffer | undefined;
    let chunks: Buffer[] | undefined;
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > this.maxBody) return this.refuseBody(request, response);
      if (only === undefined) only = chunk;
      else if (chunks === undefined) chunks = [only, chunk];
      else chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > this.maxBody) return;
      const body = chunks === undefined ? (only ?? EMPTY) : Buffer.concat(chunks, size);
      if (account === undefined) this.control(request, response, body);
      else this.answer(request, response, body, account);
    });
  }

  /** A key id of twelve digits is an account id; all other callers share the engine's own account. */
  private accountOf(authorization: string | undefined): Account {
    const keyId = accessKeyIdOf(authorization);
    return this.engine.account(keyId !== undefined && /^\d{12}$/.test(keyId) ? keyId : undefined);
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: Buffer, account: Account): void {
    const { method = 'GET', url = '/', headers } = request;
    const { path, query } = requestTarget(url);
    const mount =
      this.mounts.length === 0
        ? undefined
        : this.mounts.find((candidate) => candidate.matches({ method, path, headers }));
    let sent: JsonRequest | undefined;
    try {
      const { keys } = this.options;
      const authenticate = () => {
        if (keys !== undefined) verifySignature({ method, url, headers, body }, keys, Date.now());
      };
      if (mount !== undefined) {
        const refused = refusalOf(authenticate);
        if (refused !== undefined) {
          sendRaw(response, refused);
          return;
        }
        const gone = new AbortController();
        onDisconnect(response, () => gone.abort());
        const { id, clock, scope } = account;
        const answered = mount.handle(
          { method, path, query, headers, body, signal: gone.signal },
          { id, region: scope.region, partition: scope.partition, clock, seed: this.engine.seed },
        );
        this.deliver(response, answered, sendRaw);
        return;
      }
      sent = { method, headers, body: body.length === 0 ? '' : body.toString() };
      const read = this.options.rewriteRequest?.(sent) ?? sent;
      const answered = answerJson(read, this.engine, account, authenticate, (listener) =>
        onDisconnect(response, listener),
      );
      const { rewriteAnswer } = this.options;
      if (rewriteAnswer === undefined) this.deliver(response, answered, sendOutput);
      else
        this.deliver(response, answered, (_, output) => this.send(response, 200, JSON.stringify(output), sent), sent);
    } catch (thrown) {
      this.fail(response, thrown, sent);
    }
  }

  /** Sends an answer of Step Functions to `request`. */
  private send(response: ServerResponse, status: number, body: string, request: JsonRequest | undefined): void {
    const { rewriteAnswer } = this.options;
    if (rewriteAnswer === undefined || request === undefined) send(response, status, body);
    else {
      const headers = { 'content-type': CONTENT_TYPE, 'x-amzn-RequestId': randomUUID() };
      write(response, rewriteAnswer({ status, headers, body }, request));
    }
  }

  private deliver<T extends object>(
    response: ServerResponse,
    answered: T | Promise<T>,
    send: (response: ServerResponse, answer: T) => void,
    request?: JsonRequest,
  ): void {
    if (answered instanceof Promise) {
      answered.then((late) => send(response, late)).catch((thrown: unknown) => this.fail(response, thrown, request));
    } else send(response, answered);
  }

  private control(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { method = 'GET', url = '/' } = request;
    const { path } = requestTarget(url);
    try {
      const notFound = {
        status: 404,
        headers: { 'content-type': 'application/json' },
        body: '{"message":"Not found."}',
      };
      sendRaw(response, answerControl(method, path, body.toString(), this.engine, this.mounts) ?? notFound);
    } catch (thrown) {
      this.fail(response, thrown);
    }
  }

  private fail(response: ServerResponse, thrown: unknown, request?: JsonRequest): void {
    if (thrown instanceof ServiceError) {
      this.send(response, thrown.status, JSON.stringify(thrown.body), request);
      return;
    }
    const report = this.options.onFailure ?? ((failure: unknown) => console.error(failure));
    report(thrown);
    const internal = new ServiceError('InternalFailure', '', { layer: 'front-end', status: 500 });
    this.send(response, internal.status, JSON.stringify(internal.body), request);
  }

  private refuseBody(request: IncomingMessage, response: ServerResponse): void {
    if (response.headersSent) return;
    request.pause();
    const tooLarge = new ServiceError(
      'RequestEntityTooLargeException',
      `The request body exceeds ${this.maxBody} bytes.`,
      {
        layer: 'front-end',
        status: 413,
      },
    );
    response.setHeader('connection', 'close');
    send(response, tooLarge.status, JSON.stringify(tooLarge.body));
    response.once('finish', () => request.destroy());
  }
}

const EMPTY = Buffer.alloc(0);

/** How the front end of a REST API refuses a request that is not signed as it should be: with 403, in its own shape. */
function refusalOf(authenticate: () => void): HttpResponse | undefined {
  try {
    authenticate();
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    return {
      status: 403,
      headers: { 'content-type': 'application/json', 'x-amzn-ErrorType': thrown.name },
      body: JSON.stringify({ message: thrown.message }),
    };
  }
}

function onDisconnect(response: ServerResponse, listener: () => void): void {
  response.once('close', () => {
    if (!response.writableFinished) listener();
  });
}

function sendOutput(response: ServerResponse, output: Output): void {
  send(response, 200, JSON.stringify(output));
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': CONTENT_TYPE,
    'content-length': Buffer.byteLength(body),
    'x-amzn-RequestId': randomUUID(),
  });
  response.end(body);
}

function sendRaw(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  write(response, { status, headers: { ...headers, 'x-amzn-RequestId': randomUUID() }, body });
}

/** Sends an answer with its own headers. */
function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  if (response.destroyed || response.headersSent) return;
  const chunked = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'transfer-encoding');
  response.writeHead(status, { ...headers, ...(!chunked && { 'content-length': Buffer.byteLength(body) }) });
  response.end(body);
}
