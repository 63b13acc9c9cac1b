import type { ReceivedResponse, ServiceError } from '../exchange.js';
import { type Body, shown } from './body.js';

/**
 * The name of an error without what surrounds it: `aws.json10#FooError:http://internal/` is `FooError`. Smithy, "AWS JSON 1.0
 * protocol", operation error serialization.
 */
export function errorName(text: string): string {
  const name = text.split(':', 1)[0]!;
  return (name.includes('#') ? name.slice(name.indexOf('#') + 1) : name).trim();
}

/** All the places where an answer may name its error, normalised: the header, `__type` and `code` of the body. */
export function errorNames(response: ReceivedResponse, body: Body): { header?: string; type?: string; code?: string } {
  const header = response.headers['x-amzn-errortype'];
  const members = body.kind === 'object' ? body.value : {};
  return {
    ...(header ? { header: errorName(header) } : {}),
    ...(typeof members.__type === 'string' && members.__type !== '' ? { type: errorName(members.__type) } : {}),
    ...(typeof members.code === 'string' && members.code !== '' ? { code: errorName(members.code) } : {}),
  };
}

/** The front end answers a few malformed requests with an empty XML element instead of JSON. */
const XML_ERROR = /^\s*(?:<\?xml[^>]*>\s*)?<([A-Za-z]+Exception)\s*\/?>/;

/**
 * What a refusal says, or nothing when the answer is none. An answer that names no error has the type `''`; a body that isn't
 * JSON is its message.
 */
export function serviceError(response: ReceivedResponse, body: Body): ServiceError | undefined {
  if (response.status >= 200 && response.status < 300) return undefined;
  const names = errorNames(response, body);
  const type = names.header ?? names.type ?? names.code ?? XML_ERROR.exec(response.text)?.[1] ?? '';
  return { type, message: messageOf(response, body), status: response.status };
}

function messageOf(response: ReceivedResponse, body: Body): string {
  if (body.kind === 'object') {
    for (const message of [body.value.message, body.value.Message]) if (typeof message === 'string') return message;
    return '';
  }
  return shown(response.text.trim());
}

/** `400 InvalidArn: Invalid Arn: 'x'`, for people. */
export function shownError(error: ServiceError): string {
  const message = error.message === '' ? '' : `: ${shown(error.message)}`;
  return `${error.status} ${error.type === '' ? '(no error type)' : error.type}${message}`;
}
