import type { CallOptions, RawRequest, StepFunctions, Wire } from './context.js';
import type { Exchange, SentRequest, TransportFailure } from './exchange.js';
import type { TargetHealth } from './health.js';
import { shownValue } from './judge/body.js';
import { type Judge, membersOf } from './judge/judge.js';
import type { Masking } from './masking.js';
import type { Occupation } from './occupation.js';
import { isOperation, operationNames } from './operations.js';
import type { Signer } from './signer.js';
import type { RecordedExchange, Transcript } from './transcript.js';
import type { Transport } from './transport.js';
import { Breach, Inconclusive } from './verdict.js';

const JSON_10 = 'application/x-amz-json-1.0';
const TARGET_PREFIX = 'AWSStepFunctions';
/** A poll is held for 60 seconds; this leaves the target some more. */
const POLL_MS = 75_000;

/** Operations whose host gets `sync-` in front, on targets that have such hosts. */
const SYNC_HOST: ReadonlySet<string> = new Set(['StartSyncExecution', 'TestState']);

/** What the exchanges of one case share. */
export interface Line {
  /** Where the target listens. */
  readonly url: string;
  readonly hostPrefix: boolean;
  /** Those that each request carries: they name the case's account. */
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly signer: Signer;
  readonly judge: Pick<Judge, 'judge' | 'count'>;
  readonly transcript: Transcript;
  readonly masking: Masking;
  readonly occupation: Occupation;
  readonly health: TargetHealth;
  /** Aborted when the case ends. */
  readonly signal: AbortSignal;
  readonly requestMs: number;
  /** The longest that a request may be held by design: that of StartSyncExecution. */
  readonly caseMs: number;
}

/** A request before it is signed. */
export interface Outgoing {
  readonly operation: string;
  readonly role: Exchange['role'];
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly sign: boolean;
  readonly via?: Exchange['via'];
  readonly fallback?: string;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An object whose methods may be called without anyone waiting for them. */
export function handledMethods<Fixture extends object>(fixture: Fixture): Fixture {
  return new Proxy(fixture, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const result: unknown = value.apply(target, args);
        return result instanceof Promise ? handled(result) : result;
      };
    },
  });
}

/** A promise that nobody may be waiting for: its failure, then, is no unhandled one. */
export function handled<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * Sends one request, records it, and has the answer judged.
 * @throws Breach or Inconclusive when there is no answer, as the target's health says
 */
export async function exchange<Output>(line: Line, outgoing: Outgoing): Promise<RecordedExchange<Output>> {
  const { operation, role, method, url, body } = outgoing;
  const unsigned = { ...outgoing, headers: { ...line.headers, ...outgoing.headers } };
  const headers = outgoing.sign ? await line.signer.sign(unsigned) : unsigned.headers;
  const request: SentRequest = {
    method,
    url,
    headers,
    body: typeof body === 'string' ? body : new TextDecoder().decode(body),
  };
  const signal = outgoing.signal === undefined ? line.signal : AbortSignal.any([line.signal, outgoing.signal]);
  const timeoutMs = outgoing.timeoutMs ?? budgetOf(line, operation);
  const startedAt = Date.now();
  const begin = performance.now();
  const answer = await line.transport.send({ method, url, headers, body, timeoutMs, signal });
  const facts = {
    operation,
    role,
    via: outgoing.via ?? 'wire',
    ...(outgoing.fallback === undefined ? {} : { fallback: outgoing.fallback }),
    request,
    startedAt,
    durationMs: performance.now() - begin,
  };
  if (answer.kind === 'failed') {
    line.transcript.add(facts, answer);
    throw await noAnswer(line, outgoing, answer.failure);
  }
  line.health.answered();
  learnTokens(line, operation, request);
  const judged = line.judge.judge(operation, request, answer.response);
  const recorded = line.transcript.add<Output>(facts, { kind: 'answered', response: answer.response, ...judged });
  // Whatever operation it answers: a target may hand out a token where none belongs.
  if (answer.response.text.includes('taskToken')) {
    const { taskToken } = membersOf(answer.response.text);
    if (typeof taskToken === 'string') line.masking.addToken(taskToken);
  }
  return recorded;
}

function budgetOf(line: Line, operation: string): number {
  if (operation === 'GetActivityTask') return POLL_MS;
  return operation === 'StartSyncExecution' ? line.caseMs : line.requestMs;
}

async function noAnswer(line: Line, outgoing: Outgoing, failure: TransportFailure): Promise<Breach | Inconclusive> {
  // Whoever waits for an exchange of a case that has ended waits in vain: the verdict is known.
  if (failure.kind === 'aborted' && line.signal.aborted) return await new Promise<never>(() => undefined);
  if (failure.kind === 'aborted') return new Inconclusive('harness', `${outgoing.operation} was given up by the case.`);
  const explained = await line.health.explain(outgoing.operation, failure);
  if (!(explained instanceof Breach)) return explained;
  const exchange = line.transcript.exchanges.length - 1;
  return new Breach({ reason: explained.message, expected: explained.expected, actual: explained.actual, exchange });
}

/** A token that a request carries is a secret when the target gave it: one that a case made up is not. */
function learnTokens(line: Line, operation: string, request: SentRequest): void {
  if (!operation.startsWith('SendTask')) return;
  const { taskToken } = membersOf(request.body);
  if (typeof taskToken === 'string' && taskToken.length >= 16 && line.transcript.hasReceived(taskToken)) {
    line.masking.addToken(taskToken);
  }
}

/** Calls operations: by our own client, or by the AWS SDK. */
export interface Caller {
  call<Output>(
    operation: string,
    input: unknown,
    role: Exchange['role'],
    options?: CallOptions,
  ): Promise<RecordedExchange<Output>>;
}

/** A caller whose calls count as under way. */
export class CountingCaller implements Caller {
  constructor(
    private readonly caller: Caller,
    private readonly occupation: Occupation,
  ) {}

  async call<Output>(
    operation: string,
    input: unknown,
    role: Exchange['role'],
    options?: CallOptions,
  ): Promise<RecordedExchange<Output>> {
    return await this.occupation.request(operation, () => this.caller.call<Output>(operation, input, role, options));
  }
}

/** Our own client: it sends whatever it is given. */
export class WireCaller implements Caller {
  constructor(private readonly line: Line) {}

  async call<Output>(
    operation: string,
    input: unknown,
    role: Exchange['role'],
    options: CallOptions = {},
    fallback?: string,
  ): Promise<RecordedExchange<Output>> {
    return await exchange<Output>(this.line, {
      operation,
      role,
      method: 'POST',
      url: endpointOf(this.line, operation),
      headers: { 'content-type': JSON_10, 'x-amz-target': `${TARGET_PREFIX}.${operation}` },
      body: JSON.stringify(input ?? {}) ?? '{}',
      sign: true,
      ...(fallback === undefined ? {} : { fallback }),
      timeoutMs: options.timeoutMs,
      signal: options.signal,
    });
  }
}

function endpointOf(line: Line, operation: string): string {
  const url = new URL('/', line.url);
  if (line.hostPrefix && SYNC_HOST.has(operation)) url.hostname = `sync-${url.hostname}`;
  return url.href;
}

/** Requests as they are. */
export function wireOf(line: Line, holding: Holding): Wire {
  const send = async (raw: RawRequest): Promise<Exchange> => {
    const target = targetHeader(raw);
    const contentType = raw.contentType === undefined ? JSON_10 : raw.contentType;
    const operation = operationOf(raw);
    const work = () =>
      line.occupation.request(operation, () =>
        exchange(line, {
          operation,
          role: 'case',
          method: raw.method ?? 'POST',
          url: new URL(raw.path ?? '/', line.url).href,
          headers: {
            ...(contentType === null ? {} : { 'content-type': contentType }),
            ...(target === undefined ? {} : { 'x-amz-target': target }),
            ...lowerCase(raw.headers ?? {}),
          },
          body: raw.body ?? '',
          sign: raw.sign ?? true,
          timeoutMs: raw.timeoutMs,
        }),
      );
    return await (HELD.has(operation) ? holding(work) : work());
  };
  return { send: (raw) => handled(send(raw)) };
}

function targetHeader({ target }: RawRequest): string | undefined {
  if (target === undefined || target === null) return undefined;
  return target.includes('.') ? target : `${TARGET_PREFIX}.${target}`;
}

/** The operation that a raw request names, or a name in brackets. */
function operationOf(raw: RawRequest): string {
  const header = targetHeader(raw) ?? lowerCase(raw.headers ?? {})['x-amz-target'];
  if (header === undefined) return '(no operation)';
  const name = header.startsWith(`${TARGET_PREFIX}.`) ? header.slice(TARGET_PREFIX.length + 1) : '';
  return isOperation(name) ? name : '(unknown operation)';
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Has a clock that must be moved moved while the target holds a request. */
export type Holding = <Result>(work: () => Promise<Result>) => Promise<Result>;

const HELD: ReadonlySet<string> = new Set(['GetActivityTask', 'StartSyncExecution']);

/** The methods that a case has, one an operation. */
export function stepFunctions(caller: Caller, holding: Holding): StepFunctions {
  const call = (operation: string, input?: unknown, options?: CallOptions) => {
    const work = () => caller.call(operation, input, 'case', options);
    return handled(HELD.has(operation) ? holding(work) : work());
  };
  const methods = operationNames.map((name) => [
    name[0]!.toLowerCase() + name.slice(1),
    (input?: unknown, options?: CallOptions) => call(name, input, options),
  ]);
  return { ...Object.fromEntries(methods), call } as StepFunctions;
}

/**
 * The output of a call that must succeed for the case to go on, with the members that it needs.
 * @throws Breach when it was refused, or a member is missing or no string
 */
export function succeeded<Output extends object>(
  exchange: RecordedExchange<Output>,
  needs: readonly (string & keyof Output)[],
): Output {
  const { output } = exchange;
  for (const member of needs) {
    const value: unknown = output[member];
    if (typeof value === 'string' && value !== '') continue;
    throw new Breach({
      reason: `${exchange.operation} answers without ${member}: ${shownValue(value)}`,
      expected: `${exchange.operation} answers with ${member}, a string`,
      actual: shownValue(value),
      exchange: exchange.index,
    });
  }
  return output;
}
