import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.js';

/** A request whose body has arrived. */
export interface HttpRequest {
  readonly method: string;
  /** As sent: still percent-encoded, without the query. */
  readonly path: string;
  /** What follows the question mark, as sent; empty when there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Becomes aborted when the client goes away before it was answered. */
  readonly signal: AbortSignal;
}

/** An answer. The edge adds the request id, the length and the date. */
export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Whose request it is, by the access key id of its signature. Each account has its own store; virtual clocks are its own too. */
export interface RequestAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly region: string;
  readonly partition: string;
  readonly clock: Clock;
  /** The engine's seed. */
  readonly seed: number;
}

/** A second API on the same port. It is asked before Step Functions is. */
export interface Mount {
  matches(request: { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders }): boolean;
  /** An exception becomes a 500 of the edge's; refusals are answers. */
  handle(request: HttpRequest, account: RequestAccount): HttpResponse | Promise<HttpResponse>;
  /** Requests of the account that wait for its clock: they do not keep the account from being quiet. */
  waiting?(accountId: string): number;
  /** Calls of functions that are under way for the account: they keep it from being quiet, as Lambda tasks do. */
  calls?(accountId: string): number;
}
