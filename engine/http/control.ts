import type { Json } from '../asl/doc.js';
import { VirtualClock } from '../clock.js';
import type { Account } from '../service/account.js';
import type { Engine } from '../service/engine.js';
import type { HttpResponse, Mount } from './mount.js';

/** What `GET /_health` and `POST /_engine/clock` answer; `undefined` for other paths. */
export function answerControl(
  method: string,
  path: string,
  body: string,
  engine: Engine,
  mounts: readonly Mount[],
): HttpResponse | undefined {
  if (path === '/_health') {
    const clock = engine.account().clock instanceof VirtualClock ? 'virtual' : 'real';
    const { edition, region } = engine;
    return json(200, { status: 'ok', service: 'step-functions', engine: 'sfn-conformance', edition, region, clock });
  }
  if (path !== '/_engine/clock') return undefined;
  if (method !== 'POST') return json(405, { message: 'Send POST.' });
  return moveClock(body, engine, mounts);
}

interface ClockRequest {
  /** Default: the engine's own account. */
  readonly accountId?: string;
  /** Moves the clock by so much; 0 only reads it. */
  readonly advanceMs?: number;
  /** Moves the clock to its next timer ... */
  readonly toNext?: boolean;
  /** ... unless that is further away than this. */
  readonly limitMs?: number;
}

function moveClock(body: string, engine: Engine, mounts: readonly Mount[]): HttpResponse {
  const request = readRequest(body);
  if (typeof request === 'string') return json(400, { message: request });
  const { accountId = engine.accountId, advanceMs = 0, toNext = false, limitMs = Number.POSITIVE_INFINITY } = request;
  const account = engine.account(accountId);
  const { clock } = account;
  if (clock instanceof VirtualClock) {
    if (toNext) clock.advanceToNext(clock.now() + limitMs);
    else clock.advance(advanceMs);
  } else if (advanceMs > 0 || toNext) {
    return json(409, {
      message: 'The engine runs on the real clock, which nothing moves: start it with a virtual one.',
    });
  }
  return json(200, clockState(account, mounts));
}

function readRequest(body: string): ClockRequest | string {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return 'The body is not JSON.';
  }
  if (typeof request !== 'object' || request === null) return 'The body is not an object.';
  const { accountId, advanceMs, toNext, limitMs } = request as Record<string, unknown>;
  if (accountId !== undefined && (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId))) {
    return 'accountId is not a string of twelve digits.';
  }
  for (const [name, value] of Object.entries({ advanceMs, limitMs })) {
    if (value !== undefined && (typeof value !== 'number' || !(value >= 0)))
      return `${name} is not a number of milliseconds.`;
  }
  if (toNext !== undefined && typeof toNext !== 'boolean') return 'toNext is not a boolean.';
  return request as ClockRequest;
}

/** Where an account's clock stands, and what the account is busy with. Times are milliseconds since the epoch. */
function clockState(account: Account, mounts: readonly Mount[]): Record<string, Json> {
  const { clock, load } = account;
  const waiting = mounts.reduce((sum, mount) => sum + (mount.waiting?.(account.id) ?? 0), 0);
  const calls = mounts.reduce((sum, mount) => sum + (mount.calls?.(account.id) ?? 0), 0);
  return {
    now: clock.now(),
    next: clock instanceof VirtualClock ? (clock.next ?? null) : null,
    taskCalls: load.taskCalls + calls,
    polls: load.polls,
    // Requests that are held until an execution ends, of either API.
    syncExecutions: load.syncExecutions + waiting,
    requests: load.requests - load.polls - load.syncExecutions - waiting,
  };
}

function json(status: number, body: Record<string, Json>): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
