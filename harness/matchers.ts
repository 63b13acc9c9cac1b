import { expect } from 'vitest';
import type { Exchange } from './exchange.js';
import { isEqualJson, type Wildcard } from './expected.js';
import { isMembers, shown, shownValue } from './judge/body.js';
import { shownError } from './judge/error-shape.js';
import { Breach } from './verdict.js';

/**
 * An event of a history as a case expects it. A string: an event of this type, whatever it says. An object: of this type, and
 * strictly what is stated of it; `details` are all members of its details, but for `inputDetails` and `outputDetails`.
 */
export type EventPattern =
  | string
  | {
      readonly type: string;
      readonly previousEventId?: number | Wildcard;
      readonly details?: Readonly<Record<string, unknown>>;
    };

interface ConformanceMatchers<Result> {
  /** The call succeeded: status 200 and a body that is empty or a JSON object. */
  toSucceed(): Result;
  /** The call was refused, with a status of 400 or above and an error of this name (or one of these). */
  toFailWith(error: string | readonly string[]): Result;
  /** The history has these events, all of them, in this order, and no other. */
  toHaveEvents(events: readonly EventPattern[]): Result;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: a declaration that is merged must repeat the parameters of the first one.
  interface Assertion<T = any> extends ConformanceMatchers<void> {}
}

/** What an assertion found wrong. `meta` comes back with the error that vitest makes of it. */
interface Wrong {
  readonly expected: string;
  readonly actual: string;
  readonly exchange?: number;
}

function result(wrong: Wrong | undefined, holds: string) {
  return {
    pass: wrong === undefined,
    message: () =>
      wrong === undefined ? `expected it not to be so: ${holds}` : `expected ${wrong.expected}, got ${wrong.actual}`,
    ...(wrong === undefined ? {} : { expected: wrong.expected, actual: wrong.actual, meta: { breach: { ...wrong } } }),
  };
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === 'object' && value !== null && 'operation' in value && 'findings' in value && 'request' in value
  );
}

/** The exchange that an assertion is about. Anything else is a mistake of the case. */
function exchangeOf(value: unknown, matcher: string): Exchange {
  if (isExchange(value)) return value;
  throw new Error(`${matcher} is about an exchange, and this is ${shownValue(value)}. Is an await missing?`);
}

function notSucceeded(exchange: Exchange): Wrong | undefined {
  const { operation, index: at, error } = exchange;
  if (error !== undefined) return { expected: `${operation} to succeed`, actual: shownError(error), exchange: at };
  try {
    void exchange.output;
    return undefined;
  } catch (problem) {
    if (problem instanceof Breach) return { expected: problem.expected, actual: problem.actual, exchange: at };
    throw problem;
  }
}

function notRefused(exchange: Exchange, names: readonly string[]): Wrong | undefined {
  const { operation, index: at, error, response } = exchange;
  const expected = `${operation} to be refused with ${names.join(' or ')}`;
  if (error === undefined) {
    return {
      expected,
      actual: `${response?.status ?? 'no answer'} ${shown(response?.text ?? '')}`.trim(),
      exchange: at,
    };
  }
  if (error.status < 400)
    return { expected: `${expected} and a status of 400 or above`, actual: shownError(error), exchange: at };
  return names.includes(error.type) ? undefined : { expected, actual: shownError(error), exchange: at };
}

function otherEvents(history: unknown, patterns: readonly EventPattern[]): Wrong | undefined {
  if (!Array.isArray(history)) return { expected: 'a history, a list of events', actual: shownValue(history) };
  const events: unknown[] = history;
  const length = Math.max(events.length, patterns.length);
  for (let place = 0; place < length; place++) {
    const [event, pattern] = [events[place], patterns[place]];
    if (pattern !== undefined && isMembers(event) && matches(event, pattern)) continue;
    const at = `event ${place + 1}`;
    return {
      expected: `${at}: ${pattern === undefined ? 'none, the history ends before it' : shownPattern(pattern)}`,
      actual: `${at}: ${event === undefined ? `none; the history is ${types(events)}` : shownValue(event)}`,
    };
  }
  return undefined;
}

const types = (events: readonly unknown[]): string =>
  events.map((event) => (isMembers(event) ? String(event.type) : shownValue(event))).join(', ');

function shownPattern(pattern: EventPattern): string {
  return typeof pattern === 'string' ? pattern : shownValue(pattern, 1_000);
}

function matches(event: Readonly<Record<string, unknown>>, pattern: EventPattern): boolean {
  if (typeof pattern === 'string') return event.type === pattern;
  const { type, previousEventId, details } = pattern;
  if (event.type !== type) return false;
  if (previousEventId !== undefined && !isEqualJson(event.previousEventId, previousEventId)) return false;
  if (details === undefined) return true;
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  const given = member === undefined ? {} : event[member];
  if (!isMembers(given)) return false;
  // These say whether a text was cut. There is a law about them, and cases of another edition don't have them.
  const { inputDetails, outputDetails, ...said } = given;
  const stated = {
    ...said,
    ...('inputDetails' in details && { inputDetails }),
    ...('outputDetails' in details && { outputDetails }),
  };
  return isEqualJson(stated, details);
}

expect.extend({
  toSucceed: (received: unknown) => result(notSucceeded(exchangeOf(received, 'toSucceed')), 'the call succeeded'),
  toFailWith: (received: unknown, error: string | readonly string[]) => {
    const names = typeof error === 'string' ? [error] : error;
    return result(notRefused(exchangeOf(received, 'toFailWith'), names), `refused with ${names.join(' or ')}`);
  },
  toHaveEvents: (received: unknown, events: readonly EventPattern[]) =>
    result(otherEvents(received, events), 'these are the events'),
});

export { expect };
