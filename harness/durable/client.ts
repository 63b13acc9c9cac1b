import { loadSpec } from '../../specs/load.js';
import { exchange, handled, type Line } from '../client.js';
import type { CallOptions, RawRequest } from '../context.js';
import type { Exchange } from '../exchange.js';
import { type Members, parseBody } from '../judge/body.js';
import { serviceError } from '../judge/error-shape.js';
import { membersOf } from '../judge/judge.js';
import type { RecordedExchange } from '../transcript.js';
import { NotApplicable } from '../verdict.js';
import { encodeRequest } from './encode.js';
import type { InvocationEvent } from './invocation.js';
import { DURABLE_EDITION, type LambdaOperation, type LambdaOutputs } from './operations.js';
import { AWS_WAYS, type DurableWays, hasOperation } from './ways.js';

/** The judged client of Lambda's durable API. The input may be anything: invalid requests are sent on purpose. */
export interface Lambda {
  call<Name extends LambdaOperation>(
    operation: Name,
    input: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Exchange<LambdaOutputs[Name]>>;
  /** A request as it is, for what no client would send. It is judged as one for `operation`, when that is given. */
  send(
    request: Omit<RawRequest, 'target'> & { readonly operation?: LambdaOperation },
  ): Promise<Exchange<Record<string, unknown>>>;
}

/** How a case's calls are made, and counted as under way. */
export class LambdaCaller implements Lambda {
  /** @param line whose signer signs for Lambda, and whose judge knows the durable edition */
  constructor(
    private readonly line: Line,
    private readonly ways: DurableWays = AWS_WAYS,
  ) {}

  call<Name extends LambdaOperation>(
    operation: Name,
    input: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<RecordedExchange<LambdaOutputs[Name]>> {
    // At once, and not in the promise: a case may go on before it waits for an answer.
    this.assertApplicable(operation, input);
    return handled(this.request(operation, input, 'case', options));
  }

  async request<Name extends LambdaOperation>(
    operation: Name,
    input: Readonly<Record<string, unknown>>,
    role: Exchange['role'],
    options: CallOptions = {},
  ): Promise<RecordedExchange<LambdaOutputs[Name]>> {
    const { operations } = loadSpec('durable', DURABLE_EDITION);
    const { path, ...rest } = encodeRequest(operations[operation]!, input);
    const { occupation } = this.line;
    const waits = operation === 'Invoke' && (input.InvocationType ?? 'RequestResponse') === 'RequestResponse';
    const work = () =>
      this.exchange<LambdaOutputs[Name]>({
        operation,
        role,
        ...rest,
        url: this.url(path),
        sign: true,
        timeoutMs: options.timeoutMs ?? (waits ? this.line.caseMs : undefined),
        signal: options.signal,
      });
    return await (waits ? occupation.held(work) : occupation.request(operation, work));
  }

  private assertApplicable(operation: LambdaOperation, input: Readonly<Record<string, unknown>>): void {
    if (!hasOperation(this.ways, operation)) {
      throw new NotApplicable(`The target has durable executions, but no ${operation}.`);
    }
    if (this.ways.functions === 'behind-endpoint' && invokesFunctions(input)) {
      throw new NotApplicable('The target must be told before it is started of the functions that others may invoke.');
    }
  }

  send(
    raw: Omit<RawRequest, 'target'> & { readonly operation?: LambdaOperation },
  ): Promise<RecordedExchange<Record<string, unknown>>> {
    const { operation = '(no operation)' } = raw;
    const contentType = raw.contentType === undefined ? 'application/json' : raw.contentType;
    const headers = Object.fromEntries(
      Object.entries(raw.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const work = () =>
      this.exchange<Record<string, unknown>>({
        operation,
        role: 'case',
        method: raw.method ?? 'POST',
        url: this.url(raw.path ?? '/'),
        headers: { ...(contentType === null ? {} : { 'content-type': contentType }), ...headers },
        body: raw.body ?? '',
        sign: raw.sign ?? true,
        timeoutMs: raw.timeoutMs,
      });
    return handled(this.line.occupation.request(operation, work));
  }

  /** A request to a route that the target has and AWS has not: it is recorded, and held to nothing. @returns the body */
  async ownRoute(path: string, body: object): Promise<Members> {
    const { line } = this;
    const unjudged: Line = { ...line, judge: { judge: readOnly, count: () => undefined } };
    const work = () =>
      exchange<Members>(unjudged, {
        operation: path,
        role: 'case',
        method: 'POST',
        url: this.url(path),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        sign: true,
      });
    return (await line.occupation.request(path, work)).output;
  }

  /** The path as it is: `new URL(path, base)` would take `//` and dots out of it. */
  private url(path: string): string {
    return `${this.line.url.replace(/\/+$/, '')}${path}`;
  }

  private async exchange<Output>(outgoing: Parameters<typeof exchange>[1]): Promise<RecordedExchange<Output>> {
    const answered = await exchange<Output>(this.line, outgoing);
    this.learnSecrets(answered.response?.text ?? '');
    return answered;
  }

  /** What a function is invoked with holds a token, and ids of callbacks. */
  learnEvent({ CheckpointToken, InitialExecutionState }: InvocationEvent): void {
    if (typeof CheckpointToken === 'string') this.line.masking.add(CheckpointToken, '<checkpoint token>');
    this.learnCallbacks(InitialExecutionState);
  }

  /** Tokens and callback ids give power over an execution: whoever has one can go on in the function's name. */
  private learnSecrets(text: string): void {
    const { CheckpointToken, NewExecutionState } = membersOf(text);
    if (typeof CheckpointToken === 'string') this.line.masking.add(CheckpointToken, '<checkpoint token>');
    this.learnCallbacks(NewExecutionState);
  }

  private learnCallbacks(state: unknown): void {
    for (const [, id] of JSON.stringify(state ?? null).matchAll(/"CallbackId":"([^"]+)"/g)) {
      this.line.masking.add(id, '<callback id>');
    }
  }
}

/** What an answer says, without a judgement of it. */
const readOnly: Line['judge']['judge'] = (_operation, _request, response) => {
  const body = parseBody(response.text);
  const error = serviceError(response, body);
  return { body, ...(error === undefined ? {} : { error }), findings: [] };
};

/** Whether a checkpoint asks for a chained invoke. */
const invokesFunctions = ({ Updates }: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(Updates) &&
  Updates.some((update: { readonly Type?: unknown } | null) => update?.Type === 'CHAINED_INVOKE');
