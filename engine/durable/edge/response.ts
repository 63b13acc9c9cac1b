import type { Operation, Spec } from '../../../specs/spec.js';
import type { HttpResponse } from '../../http/mount.js';
import type { DurableError } from '../error.js';

/** The output in the places that its members are bound to. */
export function writeOutput(output: object, { http, response }: Operation): HttpResponse {
  const headers: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  let status = http?.status ?? 200;
  let payload: string | undefined;
  for (const [name, value] of Object.entries(output)) {
    if (value === undefined) continue;
    const binding = response.members[name]?.binding;
    switch (binding?.in) {
      case 'header':
        headers[binding.name.toLowerCase()] = String(value);
        break;
      case 'status':
        status = Number(value);
        break;
      case 'payload':
        payload = String(value);
        break;
      default:
        rest[name] = value;
    }
  }
  const whole = Object.values(response.members).some((member) => member.binding?.in === 'payload');
  if (status === 204 || (whole && payload === undefined)) return { status, headers, body: '' };
  headers['content-type'] = 'application/json';
  return { status, headers, body: whole ? payload! : JSON.stringify(rest) };
}

/**
 * The error: its type in the header that REST-JSON wants, and in the body who is at fault and the message, under the name that
 * the error's own shape has for it.
 */
export function writeError(error: DurableError, spec: Spec): HttpResponse {
  const shape = Object.hasOwn(spec.errors, error.name) ? spec.errors[error.name] : undefined;
  const message = shape && Object.hasOwn(shape.members, 'Message') ? 'Message' : 'message';
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.name },
    body: JSON.stringify({ Type: error.status >= 500 ? 'Service' : 'User', [message]: error.message }),
  };
}
