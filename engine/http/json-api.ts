import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../asl/doc.js';
import type { Account } from '../service/account.js';
import type { Engine } from '../service/engine.js';
import { ServiceError, serialization, unknownOperation } from '../service/error.js';
import type { Call } from '../service/operation.js';
import type { Output } from '../service/response.js';

export const CONTENT_TYPE = 'application/x-amz-json-1.0';
const TARGET_PREFIX = 'AWSStepFunctions.';

/** A request that has arrived whole. */
export interface JsonRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Answers one request of the AWS JSON 1.0 protocol, at once when it can.
 *
 * The checks come in the order of AWS's front end: method and content type, JSON, operation, `authenticate`, then types,
 * constraints and the service's rules.
 * @throws ServiceError, or the promise is rejected with it
 */
export function answerJson(
  { method, headers, body }: JsonRequest,
  engine: Engine,
  account: Account,
  authenticate: () => void,
  onDisconnect: Call['onDisconnect'],
): Output | Promise<Output> {
  if (method !== 'POST' || (body !== '' && !isJsonType(headers['content-type']))) throw notFound();
  const input = body === '' ? {} : parse(body);
  const target = String(headers['x-amz-target'] ?? '');
  const operation = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
  if (!engine.has(operation)) throw unknownOperation();
  authenticate();
  return engine.invoke(operation, input, account, onDisconnect);
}

/** Parameters of a media type do not matter (Smithy: AwsJson10MustSupportParametersInContentType). */
function isJsonType(contentType: string | undefined): boolean {
  if (contentType === CONTENT_TYPE) return true;
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type === CONTENT_TYPE || type === 'application/json';
}

function notFound(): ServiceError {
  return new ServiceError('UnknownOperationException', '', { layer: 'front-end', status: 404 });
}

function parse(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw serialization('');
  }
}
