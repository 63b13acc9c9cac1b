import type { Oracle } from './verdict.js';

/** A breach seen on an exchange, whatever the case was about. */
export interface Finding {
  readonly oracle: Exclude<Oracle, 'case'>;
  readonly operation: string;
  /** `protocol:...`, `schema:...` or `history:...`. */
  readonly rule: string;
  /** The statement that it breaks, where there is one. */
  readonly statement?: string;
  readonly expected: string;
  readonly actual: string;
}

/** Why a request got no answer that could be read. */
export type TransportFailure =
  /** Nobody listens there, or nobody can be reached. */
  | { readonly kind: 'refused' | 'unreachable' | 'tls'; readonly message: string }
  /** The connection was closed before the answer had come whole. */
  | { readonly kind: 'reset'; readonly message: string }
  /** No answer, or not the whole of it, in time. */
  | { readonly kind: 'timeout'; readonly message: string; readonly afterMs: number }
  /** What came is no HTTP, or has no end. */
  | { readonly kind: 'not-http' | 'too-large'; readonly message: string }
  /** The harness gave it up: its case had ended. */
  | { readonly kind: 'aborted'; readonly message: string };

export interface SentRequest {
  readonly method: string;
  /** With path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ReceivedResponse {
  readonly status: number;
  /** Names in lower case; values of a repeated header joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a refusal says: the error's name without namespace, its message, and the HTTP status. */
export interface ServiceError {
  readonly type: string;
  readonly message: string;
  readonly status: number;
}

/** One request and what came back. */
export interface Exchange<Output = unknown> {
  /** Its place among the exchanges of the case, from 0. */
  readonly index: number;
  readonly operation: string;
  readonly role: 'case' | 'worker' | 'cleanup';
  readonly via: 'wire' | 'sdk';
  /** Why our own client sent it in a run that asked for the SDK. */
  readonly fallback?: string;
  readonly request: SentRequest;
  /** Absent: there was no answer, and `failure` says why. */
  readonly response?: ReceivedResponse;
  readonly failure?: TransportFailure;
  /** Milliseconds since the epoch, on the wall clock. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly findings: readonly Finding[];
  /** Present when the answer is a refusal: its status is not 2xx. */
  readonly error?: ServiceError;
  /** The answer, parsed. Reading it asserts that the call succeeded and that the answer is a JSON object. */
  readonly output: Output;
}
