import { loadSpec } from '../../specs/load.js';
import type { Member } from '../../specs/spec.js';
import { DURABLE_EDITION } from '../durable/operations.js';
import type { Exchange } from '../exchange.js';
import { membersOf } from '../judge/judge.js';

/** Paths with a date, and the route by which the local runner starts an execution. */
const LAMBDA_PATH = /^\/\d{4}-\d{2}-\d{2}\/|^\/start-durable-execution$/;

/** Whether a request went to Lambda's API, whose paths begin with a date. */
export function isLambda({ request }: Pick<Exchange, 'request'>): boolean {
  return LAMBDA_PATH.test(new URL(request.url).pathname);
}

/** The values of an answer that later requests may carry, wherever they travel. */
export function lambdaValues({ response }: Exchange): { readonly member: string; readonly value: string }[] {
  if (response === undefined) return [];
  const arn = response.headers['x-amz-durable-execution-arn'];
  const inside = [...response.text.matchAll(/"(CallbackId)":"([^"]+)"/g)];
  return [
    ...(arn === undefined ? [] : [{ member: 'DurableExecutionArn', value: arn }]),
    ...inside.map(([, member = '', value = '']) => ({ member, value })),
  ];
}

/** The checkpoint token that a request carries. */
export function tokenIn({ request }: Exchange): string | undefined {
  const { CheckpointToken } = membersOf(request.body);
  const token = CheckpointToken ?? new URL(request.url).searchParams.get('CheckpointToken');
  return typeof token === 'string' && token.length >= 8 ? token : undefined;
}

/** Whether a request carries a value: in its body, or percent-encoded in its path or query. */
export function carriesValue({ request }: Pick<Exchange, 'request'>, value: string): boolean {
  return request.body.includes(value) || request.url.includes(value) || request.url.includes(encodeURIComponent(value));
}

/** What the SDK's command takes: the members of a request from the places where they travel. Nothing for what no SDK sends. */
export function lambdaInput({ operation, request }: Exchange): Record<string, unknown> | undefined {
  const { operations } = loadSpec('durable', DURABLE_EDITION);
  const stated = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  const url = new URL(request.url);
  const template = stated?.http?.path.split('/');
  const parts = url.pathname.split('/');
  if (stated === undefined || template?.length !== parts.length || stated.http?.method !== request.method)
    return undefined;
  const input: Record<string, unknown> = {};
  try {
    const body: unknown = request.body === '' ? {} : asJson(request.body);
    for (const [name, member] of Object.entries(stated.request.members)) {
      const { binding } = member;
      if (binding === undefined) continue;
      const given = textOf(binding, request, url, template, parts, body);
      if (given !== undefined) input[name] = typed(given, member);
    }
    const isWhole = Object.values(stated.request.members).some(({ binding }) => binding?.in === 'payload');
    if (operation === 'StopDurableExecution') {
      // The reference has the error's members at the top of the body; SDKs call that body Error.
      if (request.body !== '' && request.body !== '{}') input.Error = body;
    } else if (!isWhole && typeof body === 'object') Object.assign(input, body);
  } catch {
    return undefined;
  }
  return input;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(
  binding: NonNullable<Member['binding']>,
  request: Exchange['request'],
  url: URL,
  template: readonly string[],
  parts: readonly string[],
  body: unknown,
): unknown {
  switch (binding.in) {
    case 'path':
      return decodeURIComponent(parts[template.indexOf(`{${binding.name}}`)] ?? '');
    case 'query': {
      const all = url.searchParams.getAll(binding.name);
      return all.length > 1 ? all : all[0];
    }
    case 'header':
      return request.headers[binding.name.toLowerCase()];
    case 'payload':
      return request.body === '' ? undefined : body;
    default:
      return undefined;
  }
}

function typed(given: unknown, { type }: Member): unknown {
  if (type === 'integer' || type === 'long') return Number(given);
  if (type === 'boolean') return given === 'true' ? true : given === 'false' ? false : given;
  if (type === 'list') return Array.isArray(given) ? given : [given];
  if (type === 'blob') return typeof given === 'string' ? given : JSON.stringify(given);
  return given;
}
