import { isDeepStrictEqual } from 'node:util';
import * as sdk from '@aws-sdk/client-sfn';
import { type Caller, exchange, type Line, type WireCaller } from './client.js';
import type { CallOptions } from './context.js';
import type { Exchange } from './exchange.js';
import { isOperation, type OperationName } from './operations.js';
import type { Credentials } from './target.js';
import type { RecordedExchange } from './transcript.js';

// The SDK warns of the end of a Node version that this project still supports: that is no news to who runs a suite.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

type AnyCommand = Parameters<sdk.SFNClient['send']>[0];
type Handler = NonNullable<sdk.SFNClientConfig['requestHandler']>;

/** What a call wants of the handler that the SDK hands its request to, and what the handler tells back. */
interface Passage {
  readonly operation: string;
  readonly input: unknown;
  readonly role: Exchange['role'];
  readonly options: CallOptions;
  exchange?: RecordedExchange;
  /** Why this client can't send the input as it is. */
  altered?: string;
  /** What the exchange itself threw: no answer. */
  failure?: unknown;
}

interface HandlerOptions {
  readonly passage?: Passage;
}

/** The part of the SDK's HTTP request that is used. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Calls operations through @aws-sdk/client-sfn, over the same judged transport. What the SDK can't send as it is (a number for
 * a string, an unknown member, a null) goes through our own client, and the exchange says so.
 */
export class SdkCaller implements Caller {
  private readonly client: sdk.SFNClient;

  constructor(
    private readonly line: Line,
    private readonly fallback: WireCaller,
    options: { readonly region: string; readonly credentials: Credentials },
  ) {
    this.client = new sdk.SFNClient({
      endpoint: line.url,
      region: options.region,
      credentials: options.credentials,
      disableHostPrefix: !line.hostPrefix,
      maxAttempts: 1,
      requestHandler: {
        handle: (request: SdkRequest, handlerOptions: HandlerOptions = {}) => this.handle(request, handlerOptions),
        metadata: { handlerProtocol: 'http/1.1' },
        updateHttpClientConfig: () => undefined,
        httpHandlerConfigs: () => ({}),
      } as Handler,
    });
  }

  async call<Output>(
    operation: string,
    input: unknown,
    role: Exchange['role'],
    options: CallOptions = {},
  ): Promise<RecordedExchange<Output>> {
    const passage: Passage = { operation, input: input ?? {}, role, options };
    const result = isOperation(operation) ? await this.send(operation, passage) : undefined;
    if (passage.failure !== undefined) throw passage.failure;
    const recorded = passage.exchange as RecordedExchange<Output> | undefined;
    if (recorded === undefined) {
      const why = passage.altered ?? (result?.kind === 'threw' ? result.message : 'the SDK has no such operation');
      return await this.fallback.call<Output>(operation, input, role, options, why);
    }
    this.compare(recorded, result);
    return recorded;
  }

  private async send(operation: OperationName, passage: Passage): Promise<SdkResult> {
    try {
      const output = await this.client.send(commandOf(operation, passage.input), { passage } as object);
      return { kind: 'read', output };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      return {
        kind: 'threw',
        name,
        message: error instanceof Error ? error.message : String(error),
        service: isService(error),
      };
    }
  }

  private async handle(request: SdkRequest, { passage }: HandlerOptions): Promise<{ response: object }> {
    if (passage === undefined) throw new Error('A request of the SDK came without its call.');
    const body = textOf(request.body);
    const asked: unknown = JSON.parse(JSON.stringify(passage.input) ?? '{}');
    const sent: unknown = body === '' ? {} : JSON.parse(body);
    if (!isDeepStrictEqual(asked, sent)) {
      passage.altered = 'the SDK would have sent something else';
      throw new Error(passage.altered);
    }
    const port = request.port === undefined ? '' : `:${request.port}`;
    try {
      const recorded = await exchange(this.line, {
        operation: passage.operation,
        role: passage.role,
        method: request.method,
        url: `${request.protocol}//${request.hostname}${port}${request.path}`,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body,
        // The SDK has signed it.
        sign: false,
        via: 'sdk',
        timeoutMs: passage.options.timeoutMs,
        signal: passage.options.signal,
      });
      passage.exchange = recorded;
      const { status, headers, text } = recorded.response!;
      return { response: { statusCode: status, headers, body: new TextEncoder().encode(text) } };
    } catch (error) {
      passage.failure = error;
      throw error;
    }
  }

  /** What the SDK made of the answer, against what the wire says: another rule of the contract. */
  private compare(recorded: RecordedExchange, result: SdkResult | undefined): void {
    const { operation, error } = recorded;
    if (result === undefined) return;
    const problem = problemOf(result, error?.type);
    const rule = 'protocol:sdk-reads';
    this.line.judge.count(
      operation,
      rule,
      problem === undefined
        ? []
        : [{ oracle: 'protocol', operation, rule, expected: 'an answer that the AWS SDK reads', actual: problem }],
    );
    if (result.kind === 'read' && error === undefined) recorded.readBy({ value: onTheWire(result.output) });
    if (result.kind === 'threw' && error === undefined)
      recorded.readBy({ problem: `${result.name}: ${result.message}` });
  }
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}

type SdkResult =
  | { readonly kind: 'read'; readonly output: object }
  | { readonly kind: 'threw'; readonly name: string; readonly message: string; readonly service: boolean };

function isService(error: unknown): boolean {
  return error instanceof sdk.SFNServiceException;
}

/** What is wrong with how the SDK read an answer, or nothing. */
function problemOf(result: SdkResult, errorType: string | undefined): string | undefined {
  if (result.kind === 'read')
    return errorType === undefined ? undefined : `a success, where the answer says ${errorType}`;
  if (errorType === undefined || !result.service) return `${result.name}: ${result.message}`;
  // Errors that the model doesn't know keep the name that the answer gives them.
  return result.name === errorType || errorType === ''
    ? undefined
    : `the error ${result.name}, where the answer says ${errorType}`;
}

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(sdk));

function commandOf(operation: OperationName, input: unknown): AnyCommand {
  const Command = exported.get(`${operation}Command`) as new (input: unknown) => AnyCommand;
  return new Command(input);
}

/** The SDK's reading as it is on the wire: dates are seconds since the epoch, members without a value are absent. */
function onTheWire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name, member]) => name !== '$metadata' && member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, onTheWire(member)]));
}
