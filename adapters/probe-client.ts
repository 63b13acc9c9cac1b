import { formalCredentials } from '../harness/credentials.js';
import { Signer } from '../harness/signer.js';
import type { Credentials } from '../harness/target.js';
import { type Answer, UndiciTransport } from '../harness/transport.js';

export interface ProbeOptions {
  readonly url: string;
  readonly region: string;
  readonly credentials?: Credentials;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly ca?: string;
  /** For one answer, milliseconds. */
  readonly timeoutMs: number;
}

/** What a probe got. */
export type ProbeAnswer =
  /** `body` is `undefined` when it is not a JSON object. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: Record<string, unknown> | undefined }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

/** Asks a target questions before any case runs. */
export class ProbeClient {
  private readonly transport: UndiciTransport;
  private readonly signer: Signer;
  private readonly lambdaSigner: Signer;

  constructor(private readonly options: ProbeOptions) {
    this.transport = new UndiciTransport({ connectMs: options.timeoutMs, ca: options.ca });
    const { region, credentials = formalCredentials() } = options;
    this.signer = new Signer({ service: 'states', region, credentials });
    this.lambdaSigner = new Signer({ service: 'lambda', region, credentials });
  }

  /** Calls an operation. `signed: false` sends no Authorization header. */
  async call(operation: string, input: unknown, options: { readonly signed?: boolean } = {}): Promise<ProbeAnswer> {
    const request = {
      method: 'POST',
      url: this.options.url,
      headers: {
        ...this.options.headers,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
      },
      body: JSON.stringify(input),
    };
    const headers = options.signed === false ? request.headers : await this.signer.sign(request);
    const { timeoutMs } = this.options;
    return read(await this.transport.send({ ...request, headers, timeoutMs, signal: new AbortController().signal }));
  }

  /** Asks for a path of Lambda, percent-encoded as it is to be sent. Some targets find the service by what the signature is for. */
  async get(path: string): Promise<ProbeAnswer> {
    return await this.lambda('GET', path);
  }

  /** Sends what is to be sent to a path of Lambda. */
  async lambda(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    {
      body = '',
      headers: more = {},
    }: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<ProbeAnswer> {
    const type: Readonly<Record<string, string>> = body === '' ? {} : { 'content-type': 'application/json' };
    const request = { method, url: new URL(path, this.options.url).href, headers: { ...type, ...more }, body };
    const headers = await this.lambdaSigner.sign(request);
    const { timeoutMs } = this.options;
    return read(await this.transport.send({ ...request, headers, timeoutMs, signal: new AbortController().signal }));
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}

function read(answer: Answer): ProbeAnswer {
  if (answer.kind === 'failed') return { kind: 'failed', reason: answer.failure.kind, message: answer.failure.message };
  const { status, text } = answer.response;
  return { kind: 'answered', status, body: objectOf(text) };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether anything answers HTTP at an address, whatever it says. */
export async function answers(url: string): Promise<boolean> {
  const transport = new UndiciTransport({ connectMs: 1_000 });
  try {
    const signal = new AbortController().signal;
    const answer = await transport.send({ method: 'GET', url, headers: {}, body: '', timeoutMs: 2_000, signal });
    return answer.kind === 'answered';
  } finally {
    await transport.close();
  }
}
