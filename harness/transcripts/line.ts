import type { Hiding } from './hiding.js';
import type { TranscriptBody, TranscriptExchange } from './transcript-file.js';

/** So much of a body is kept in a transcript, characters. */
const LONGEST_KEPT = 16 * 1024 * 1024;

/** An exchange as it is about to be written: its secrets in the clear. */
export interface ClearExchange {
  readonly index: number;
  readonly service: TranscriptExchange['service'];
  readonly operation: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly request: TranscriptBody & {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response?: TranscriptBody & { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  readonly failure?: string;
}

/** Teaches `hiding` the secrets of an exchange, and gives the exchange as it may be kept. */
export function hidden(exchange: ClearExchange, hiding: Hiding): TranscriptExchange {
  const { request, response, failure } = exchange;
  hiding.learnFrom(request.path, response === undefined ? [request] : [request, response]);
  const hide = hiding.ofExchange(request.headers.authorization);
  const headers = (clear: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(hiding.headers(clear)).map(([name, value]) => [name, hide(value)]));
  const body = (clear: TranscriptBody): TranscriptBody => {
    const text = hide(clear.body);
    const cutFrom = clear.cutFrom ?? (text.length > LONGEST_KEPT ? text.length : undefined);
    return { body: text.slice(0, LONGEST_KEPT), ...(cutFrom === undefined ? {} : { cutFrom }) };
  };
  return {
    index: exchange.index,
    service: exchange.service,
    operation: exchange.operation,
    startedAt: exchange.startedAt,
    durationMs: Math.max(0, Math.round(exchange.durationMs * 1_000) / 1_000),
    request: { method: request.method, path: hide(request.path), headers: headers(request.headers), ...body(request) },
    ...(response === undefined
      ? {}
      : { response: { status: response.status, headers: headers(response.headers), ...body(response) } }),
    ...(failure === undefined ? {} : { failure: hide(failure) }),
  };
}
