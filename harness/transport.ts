import { Agent, Client, type Dispatcher } from 'undici';
import type { ReceivedResponse, TransportFailure } from './exchange.js';

/** The longest answer that is read. A page of history with 1,000 events of full size would be larger; no target sends one. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** From the sending to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Gives the request up. */
  readonly signal: AbortSignal;
}

export type Answer =
  | { readonly kind: 'answered'; readonly response: ReceivedResponse }
  | { readonly kind: 'failed'; readonly failure: TransportFailure };

/** Sends requests. It never throws for what the other side does: a failure is a value. */
export interface Transport {
  send(request: TransportRequest): Promise<Answer>;
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly connectMs: number;
  /** PEM text of an authority to trust besides those of the system. */
  readonly ca?: string | undefined;
}

/** HTTP/1.1 over undici, connections kept and shared. */
export class UndiciTransport implements Transport {
  private readonly agent: Agent;
  private readonly options: Client.Options;

  constructor(options: TransportOptions) {
    this.options = {
      connect: { timeout: options.connectMs, ...(options.ca === undefined ? {} : { ca: options.ca }) },
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: LONGEST_ANSWER,
      maxHeaderSize: 64 * 1024,
      keepAliveTimeout: 2_000,
    };
    this.agent = new Agent(this.options);
  }

  async send(request: TransportRequest): Promise<Answer> {
    const first = await exchange(this.agent, request);
    // A server may close an idle connection just when it is used again. That says nothing about the request, so it gets one
    // more chance, on a connection of its own. A server that drops this request drops it there too.
    if (first.kind !== 'failed' || first.failure.kind !== 'reset' || first.begun || request.signal.aborted)
      return first;
    const fresh = new Client(new URL(request.url).origin, this.options);
    try {
      return await exchange(fresh, request);
    } finally {
      fresh.destroy().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** `begun`: the head of an answer had come. */
type Attempt = Answer & { readonly begun: boolean };

async function exchange(dispatcher: Dispatcher, request: TransportRequest): Promise<Attempt> {
  const given = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    given.abort();
  }, request.timeoutMs);
  const giveUp = () => given.abort();
  if (request.signal.aborted) giveUp();
  request.signal.addEventListener('abort', giveUp, { once: true });
  const url = new URL(request.url);
  let begun = false;
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers,
      body: request.method === 'GET' || request.method === 'HEAD' ? null : request.body,
      signal: given.signal,
    });
    begun = true;
    const text = await answer.body.text();
    return { kind: 'answered', begun, response: { status: answer.statusCode, headers: flat(answer.headers), text } };
  } catch (error) {
    return { kind: 'failed', begun, failure: failureOf(error, request, late) };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', giveUp);
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}

const REFUSED: ReadonlySet<string> = new Set(['ECONNREFUSED']);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const RESET: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function failureOf(error: unknown, request: TransportRequest, late: boolean): TransportFailure {
  if (late) {
    return { kind: 'timeout', afterMs: request.timeoutMs, message: `no whole answer within ${request.timeoutMs} ms` };
  }
  if (request.signal.aborted) return { kind: 'aborted', message: 'the harness gave the request up' };
  const code = codeOf(error);
  const message = messageOf(error);
  if (REFUSED.has(code)) return { kind: 'refused', message };
  if (UNREACHABLE.has(code)) return { kind: 'unreachable', message };
  if (RESET.has(code)) return { kind: 'reset', message };
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'too-large', message };
  const malformed = error instanceof Error && error.name === 'HTTPParserError';
  if (malformed || code.startsWith('HPE_') || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return { kind: 'not-http', message };
  }
  if (/CERT|TLS|SSL|EPROTO/.test(code)) return { kind: 'tls', message };
  throw error;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? '' : codeOf(error.cause);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
