import type { Member, Operation, Spec } from '../../../specs/spec.js';
import type { HttpRequest } from '../../http/mount.js';
import { DurableError, unreadable } from '../error.js';
import { isObject, readJson, readMembers, readText } from './values.js';

/** What of a request the operation's input is read from. */
type Request = Pick<HttpRequest, 'query' | 'headers' | 'body'>;

/** The values of a query, by name and in order. A plus sign is a plus sign. Throws `SerializationException`. */
export function readQuery(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [name, ...rest] = pair.split('=');
    try {
      const key = decodeURIComponent(name!);
      values.set(key, [...(values.get(key) ?? []), decodeURIComponent(rest.join('='))]);
    } catch {
      throw unreadable('The query string is not percent-encoded.');
    }
  }
  return values;
}

/** The operation's input, from the places that its members are bound to. Throws `SerializationException` and 415. */
export function readInput(
  request: Request,
  labels: Readonly<Record<string, string>>,
  { request: { members } }: Operation,
  spec: Spec,
): Record<string, unknown> {
  const query = readQuery(request.query);
  const input: Record<string, unknown> = {};
  let payload: [string, Member] | undefined;
  let hasBody = false;
  for (const [name, member] of Object.entries(members)) {
    const { binding } = member;
    switch (binding?.in) {
      case 'path':
        input[name] = labels[binding.name];
        break;
      case 'query': {
        const given = query.get(binding.name);
        if (given) input[name] = fromQuery(given, member);
        break;
      }
      case 'header': {
        const given = request.headers[binding.name.toLowerCase()];
        if (given !== undefined) input[name] = readText(String(given), member);
        break;
      }
      case 'payload':
        payload = [name, member];
        break;
      case undefined:
        hasBody = true;
    }
  }
  if (payload) {
    const [name, member] = payload;
    const value = readPayload(request, member, spec);
    if (value !== undefined) input[name] = value;
  } else if (hasBody && request.body.length > 0) {
    Object.assign(input, readMembers(readBody(request), members, spec));
  }
  return input;
}

const fromQuery = (given: readonly string[], member: Member): unknown =>
  member.type === 'list' ? given.map((item) => readText(item, member.items)) : readText(given[0]!, member);

function readPayload(request: Request, member: Member, spec: Spec): unknown {
  if (request.body.length === 0) return undefined;
  return member.type === 'blob' ? request.body.toString('utf8') : readJson(readBody(request), member, spec);
}

/** A JSON object; its content type must say that it is one. */
function readBody({ headers, body }: Request): Record<string, unknown> {
  const type = String(headers['content-type'] ?? '');
  if (type.split(';')[0]!.trim().toLowerCase() !== 'application/json') {
    throw new DurableError(
      'UnsupportedMediaTypeException',
      `The content type of the request body must be application/json${type === '' ? '' : `, not ${type}`}.`,
      415,
    );
  }
  const value = parse(body.toString('utf8'));
  if (!isObject(value)) throw unreadable('The request body must be a JSON object.');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`The request body is not JSON: ${(error as Error).message}`);
  }
}
