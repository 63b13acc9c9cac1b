import type { Agent } from 'undici';
import type { InvocationOutcome } from '../invocation-lane.js';
import type { ErrorObject } from '../shapes.js';
import type { FunctionCall, FunctionRunner } from './runner.js';

/**
 * Functions behind a Lambda Invoke endpoint: `POST <endpoint>/2015-03-31/functions/<ARN>/invocations`. The ARN is
 * percent-encoded. The function's own time limit bounds a call, so the connection has none.
 */
export class EndpointRunner implements FunctionRunner {
  private readonly endpoint: string;
  private agent: Agent | undefined;

  constructor(endpoint: string) {
    this.endpoint = endpoint.replace(/\/+$/, '');
  }

  async run(call: FunctionCall, given: AbortSignal): Promise<InvocationOutcome> {
    try {
      const url = `${this.endpoint}/2015-03-31/functions/${encodeURIComponent(call.arn)}/invocations`;
      // Loaded by the first call: an engine without an endpoint starts without it.
      const { Agent, request } = await import('undici');
      this.agent ??= new Agent({ connections: 512, headersTimeout: 0, bodyTimeout: 0 });
      const { statusCode, headers, body } = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        signal: given,
        body: call.payload,
        headers: {
          'content-type': 'application/json',
          'x-amz-invocation-type': 'RequestResponse',
          ...(call.clientContext !== undefined && { 'x-amz-client-context': call.clientContext }),
          ...(call.tenantId !== undefined && { 'x-amz-tenant-id': call.tenantId }),
          ...(call.traceHeader !== undefined && { 'x-amzn-trace-id': call.traceHeader }),
        },
      });
      const payload = await body.text();
      const requestId = headers['x-amzn-requestid'];
      const named = typeof requestId === 'string' ? { requestId } : {};
      if (statusCode === 404) return { kind: 'missing', error: functionMissing(call.arn) };
      if (statusCode >= 300) return { kind: 'failed', error: refusal(statusCode, payload), ...named };
      if (headers['x-amz-function-error'] !== undefined) {
        return { kind: 'failed', error: functionError(payload), ...named };
      }
      return { kind: 'returned', payload, ...named };
    } catch (error) {
      const { message } = error as Error;
      return {
        kind: 'failed',
        error: { ErrorType: 'ServiceException', ErrorMessage: `The Lambda endpoint could not be reached: ${message}` },
      };
    }
  }

  async close(): Promise<void> {
    await this.agent?.destroy();
  }
}

export const functionMissing = (arn: string): ErrorObject => ({
  ErrorType: 'ResourceNotFoundException',
  ErrorMessage: `Function not found: ${arn}`,
});

function parse(payload: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a Lambda runtime reports of a function's error. A body in no known form is the message. */
export function functionError(payload: string): ErrorObject {
  const { errorMessage, errorType, errorData, stackTrace, trace } = parse(payload);
  const stack = [stackTrace, trace].find(Array.isArray);
  const type = text(errorType);
  const data = text(errorData);
  return {
    ErrorMessage: text(errorMessage) ?? (type === undefined ? payload : ''),
    ...(type !== undefined && { ErrorType: type }),
    ...(data !== undefined && { ErrorData: data }),
    ...(stack && { StackTrace: stack.filter((line): line is string => typeof line === 'string') }),
  };
}

function refusal(status: number, payload: string): ErrorObject {
  const { message, Message } = parse(payload);
  return {
    ErrorType: status === 429 ? 'TooManyRequestsException' : 'ServiceException',
    ErrorMessage: text(message) ?? text(Message) ?? `The Lambda endpoint answered ${status}.`,
  };
}
