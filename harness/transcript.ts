import { abridgedHistory } from './abridge.js';
import type { Exchange, Finding, ReceivedResponse, SentRequest, ServiceError, TransportFailure } from './exchange.js';
import { type Body, shown } from './judge/body.js';
import { shownError } from './judge/error-shape.js';
import { membersOf } from './judge/judge.js';
import { type Masking, spellings } from './masking.js';
import type { ExchangeCounts, TranscriptEntry } from './record.js';
import { Breach } from './verdict.js';

/** How much of a transcript a record carries. */
const LONGEST_BODY = 4_096;
const LONGEST_HISTORY = 32_768;
const MOST_ENTRIES = 50;

export interface ExchangeFacts {
  readonly operation: string;
  readonly role: Exchange['role'];
  readonly via: Exchange['via'];
  readonly fallback?: string;
  readonly request: SentRequest;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What came of a request: an answer with its judgement, or none. */
export type ExchangeResult =
  | {
      readonly kind: 'answered';
      readonly response: ReceivedResponse;
      readonly body: Body;
      readonly error?: ServiceError;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'failed'; readonly failure: TransportFailure };

/** An exchange as the client records it. */
export class RecordedExchange<Output = unknown> implements Exchange<Output> {
  readonly operation: string;
  readonly role: Exchange['role'];
  readonly via: Exchange['via'];
  readonly fallback?: string;
  readonly request: SentRequest;
  readonly response?: ReceivedResponse;
  readonly failure?: TransportFailure;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly findings: readonly Finding[];
  readonly error?: ServiceError;
  private readonly body: Body | undefined;
  private read: { readonly value: unknown } | { readonly problem: string } | undefined;

  constructor(
    readonly index: number,
    facts: ExchangeFacts,
    result: ExchangeResult,
  ) {
    this.operation = facts.operation;
    this.role = facts.role;
    this.via = facts.via;
    if (facts.fallback !== undefined) this.fallback = facts.fallback;
    this.request = facts.request;
    this.startedAt = facts.startedAt;
    this.durationMs = facts.durationMs;
    if (result.kind === 'answered') {
      this.response = result.response;
      this.body = result.body;
      if (result.error !== undefined) this.error = result.error;
      this.findings = result.findings;
    } else {
      this.failure = result.failure;
      this.findings = [];
    }
  }

  get output(): Output {
    if (this.error !== undefined) throw this.breach(`${this.operation} succeeds`, shownError(this.error));
    if (this.read === undefined) {
      switch (this.body?.kind) {
        case 'object':
          return this.body.value as Output;
        case 'empty':
          return {} as Output;
        case 'other':
        case 'garbage':
          throw this.breach(`${this.operation} answers with a JSON object`, shown(this.response?.text ?? ''));
        case undefined:
          throw this.breach(`${this.operation} is answered`, this.failure?.message ?? 'no answer');
      }
    }
    if ('problem' in this.read) throw this.breach(`an answer that the AWS SDK can read`, this.read.problem);
    return this.read.value as Output;
  }

  /** What another reader made of the answer: the AWS SDK. From now on this is the output. */
  readBy(read: { readonly value: unknown } | { readonly problem: string }): void {
    this.read = read;
  }

  private breach(expected: string, actual: string): Breach {
    return new Breach({ reason: `${expected}: ${actual}`, expected, actual, exchange: this.index });
  }
}

/** The ordered exchanges of a case. */
export class Transcript {
  readonly exchanges: RecordedExchange[] = [];

  add<Output>(facts: ExchangeFacts, result: ExchangeResult): RecordedExchange<Output> {
    const exchange = new RecordedExchange<Output>(this.exchanges.length, facts, result);
    this.exchanges.push(exchange);
    return exchange;
  }

  /** Whether the target said `text` in any answer so far. */
  hasReceived(text: string): boolean {
    const written = spellings(text);
    return this.exchanges.some(({ response }) => written.some((spelling) => response?.text.includes(spelling)));
  }

  counts(): ExchangeCounts {
    return {
      total: this.exchanges.length,
      sdk: this.exchanges.filter(({ via }) => via === 'sdk').length,
      fallbacks: this.exchanges.filter(({ fallback }) => fallback !== undefined).length,
      unanswered: this.exchanges.filter(({ failure }) => failure !== undefined && failure.kind !== 'aborted').length,
    };
  }

  /** As it may leave the worker: secrets masked, long bodies cut, the newest exchanges when there are too many. */
  entries(masking: Masking): TranscriptEntry[] {
    return this.exchanges
      .filter((exchange) => !isEmptyPoll(exchange))
      .slice(-MOST_ENTRIES)
      .map((exchange) => entryOf(exchange, masking));
  }
}

/** A worker's poll that brought nothing: there may be thousands of them. */
function isEmptyPoll({ role, operation, response, error, failure }: RecordedExchange): boolean {
  if (role !== 'worker' || operation !== 'GetActivityTask' || error !== undefined) return false;
  return failure?.kind === 'aborted' || (response !== undefined && !membersOf(response.text).taskToken);
}

function entryOf(exchange: RecordedExchange, masking: Masking): TranscriptEntry {
  const { index, operation, role, via, fallback, startedAt, durationMs, request, response, failure } = exchange;
  const url = new URL(request.url);
  return {
    index,
    operation,
    role,
    via,
    ...(fallback === undefined ? {} : { fallback }),
    startedAt,
    durationMs,
    request: {
      method: request.method,
      path: masking.text(url.pathname + url.search),
      headers: masking.headers(request.headers),
      body: shown(masking.text(request.body), LONGEST_BODY),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: masking.headers(response.headers),
            body: shownAnswer(operation, masking.text(response.text)),
          },
        }),
    ...(failure === undefined ? {} : { failure: `${failure.kind}: ${masking.text(failure.message)}` }),
  };
}

/** A history that is cut in the middle tells nothing of how the execution ended. */
function shownAnswer(operation: string, text: string): string {
  const isLongHistory = text.length > LONGEST_BODY && /^Get(Durable)?ExecutionHistory$/.test(operation);
  return isLongHistory ? shown(abridgedHistory(text), LONGEST_HISTORY) : shown(text, LONGEST_BODY);
}
