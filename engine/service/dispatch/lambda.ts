import type { Agent } from 'undici';
import type { Json } from '../../asl/doc.js';

/** A Lambda function as a plain function. What it throws is the function's error: its name and its message. */
export type LambdaFunction = (event: Json, context: LambdaContext) => Json | undefined | Promise<Json | undefined>;

export interface LambdaContext {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
}

/** What an invocation came to. */
export type LambdaAnswer =
  /** `payload` is JSON text, as the function's runtime wrote it. */
  | { readonly kind: 'returned'; readonly payload: string; readonly version: string }
  /** The function ran and failed; `payload` is the document of its error. */
  | { readonly kind: 'failed'; readonly payload: string }
  /** Lambda refused the invocation. */
  | { readonly kind: 'refused'; readonly status: number; readonly error: string; readonly message: string }
  /** Nothing is there to invoke functions. */
  | { readonly kind: 'unavailable' };

/** A function's name, ARN, or either with a version or alias behind it, taken apart. */
export interface FunctionName {
  readonly name: string;
  readonly qualifier: string | undefined;
}

export function parseFunctionName(reference: string): FunctionName {
  const parts = reference.split(':');
  const at = parts.indexOf('function');
  const [name = '', qualifier] = at < 0 ? parts : parts.slice(at + 1);
  return { name, qualifier };
}

export interface LambdaOptions {
  /** Registered functions by name or ARN. */
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  /** Where the Lambda Invoke API is served: `http://127.0.0.1:3001`. */
  readonly endpoint: string | undefined;
}

let agent: Agent | undefined;

/** The client is loaded with the first invocation: it takes longer to load than the engine. */
async function client() {
  const { Agent, request } = await import('undici');
  // Invocations may take as long as Lambda lets them, and are as many as there are tasks.
  agent ??= new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 });
  return { request, dispatcher: agent };
}

/**
 * Invokes a function: one that is registered under its name or ARN, else through the endpoint.
 * @param payload JSON text; empty for none
 * @param signal gives the answer up
 */
export async function invoke(
  { functions, endpoint }: LambdaOptions,
  reference: string,
  arn: string,
  payload: string,
  requestId: string,
  signal: AbortSignal,
): Promise<LambdaAnswer> {
  const { name } = parseFunctionName(reference);
  const registered = [reference, arn, name].find((key) => Object.hasOwn(functions, key));
  const handler = registered === undefined ? undefined : functions[registered];
  if (handler !== undefined) return call(handler, name, arn, payload, requestId);
  if (endpoint !== undefined) return post(endpoint, reference, payload, signal);
  if (Object.keys(functions).length === 0) return { kind: 'unavailable' };
  return { kind: 'refused', status: 404, error: 'ResourceNotFoundException', message: `Function not found: ${arn}` };
}

async function call(
  handler: LambdaFunction,
  functionName: string,
  arn: string,
  payload: string,
  awsRequestId: string,
): Promise<LambdaAnswer> {
  try {
    const event = payload === '' ? {} : (JSON.parse(payload) as Json);
    const result = await handler(event, { functionName, invokedFunctionArn: arn, awsRequestId });
    return { kind: 'returned', payload: JSON.stringify(result ?? null), version: '$LATEST' };
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
    return { kind: 'failed', payload: JSON.stringify({ errorType: name, errorMessage: message }) };
  }
}

async function post(endpoint: string, reference: string, payload: string, signal: AbortSignal): Promise<LambdaAnswer> {
  const url = `${endpoint.replace(/\/$/, '')}/2015-03-31/functions/${encodeURIComponent(reference)}/invocations`;
  try {
    const { request, dispatcher } = await client();
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
      body: payload,
      dispatcher,
      signal,
    });
    const text = await answer.body.text();
    const header = (name: string) => [answer.headers[name]].flat()[0];
    if (answer.statusCode >= 400) {
      const error = (header('x-amzn-errortype') ?? 'ServiceException').split(':')[0] ?? 'ServiceException';
      return { kind: 'refused', status: answer.statusCode, error, message: messageOf(text) };
    }
    if (header('x-amz-function-error') !== undefined) return { kind: 'failed', payload: text };
    return { kind: 'returned', payload: text, version: header('x-amz-executed-version') ?? '$LATEST' };
  } catch (thrown) {
    const message = `The Lambda endpoint ${endpoint} did not answer: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    return { kind: 'refused', status: 502, error: 'SdkClientException', message };
  }
}

function messageOf(text: string): string {
  try {
    const body = JSON.parse(text) as { Message?: unknown; message?: unknown };
    return String(body.Message ?? body.message ?? text);
  } catch {
    return text;
  }
}
