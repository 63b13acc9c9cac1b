import type { Member, Operation } from '../../specs/spec.js';

export interface EncodedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 3986: all but unreserved characters is percent-encoded. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A value of the path, the query or a header, as the SDKs write it. Seconds since the epoch become an RFC 3339 time. */
function asText(value: unknown, member: Member): string {
  if (member.type === 'timestamp' && typeof value === 'number') return new Date(value * 1000).toISOString();
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/**
 * A request in REST-JSON: each member where the operation binds it. Values may be anything, as long as they can be written:
 * invalid requests are sent on purpose. A member that the operation doesn't have travels in the body.
 */
export function encodeRequest(operation: Operation, input: Readonly<Record<string, unknown>>): EncodedRequest {
  const { method = 'POST', path = '/' } = operation.http ?? {};
  const { members } = operation.request;
  let filled = path;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  let payload: string | undefined;
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const member = members[name];
    const binding = member?.binding;
    if (member === undefined || binding === undefined || binding.in === 'status') {
      rest[name] = value;
      continue;
    }
    switch (binding.in) {
      case 'path':
        filled = filled.replace(`{${binding.name}}`, () => percentEncoded(asText(value, member)));
        break;
      case 'query':
        for (const one of Array.isArray(value) ? value : [value]) {
          query.push(`${percentEncoded(binding.name)}=${percentEncoded(asText(one, member))}`);
        }
        break;
      case 'header':
        headers[binding.name.toLowerCase()] = asText(value, member);
        break;
      case 'payload':
        payload = typeof value === 'string' ? value : JSON.stringify(value);
        headers['content-type'] = member.type === 'blob' ? 'application/octet-stream' : 'application/json';
        break;
    }
  }
  const hasBody = payload !== undefined || Object.values(members).some((member) => member.binding === undefined);
  if (hasBody) headers['content-type'] ??= 'application/json';
  return {
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    headers,
    body: payload ?? (hasBody ? JSON.stringify(rest) : ''),
  };
}
