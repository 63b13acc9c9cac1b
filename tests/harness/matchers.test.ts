import { describe, expect as plain, test } from 'vitest';
import type { Exchange } from '../../harness/exchange.js';
import { anything, isEqualJson, json } from '../../harness/expected.js';
import { parseBody } from '../../harness/judge/body.js';
import { serviceError } from '../../harness/judge/error-shape.js';
import { type EventPattern, expect } from '../../harness/matchers.js';
import { RecordedExchange } from '../../harness/transcript.js';
import { entered, event, exited, history, sound, started, succeeded } from './histories.js';

function answered(status: number, text: string): Exchange {
  const response = { status, headers: {}, text };
  const body = parseBody(text);
  const error = serviceError(response, body);
  const request = { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: '{}' };
  return new RecordedExchange(
    3,
    { operation: 'ListActivities', role: 'case', via: 'wire', request, startedAt: 0, durationMs: 1 },
    { kind: 'answered', response, body, ...(error === undefined ? {} : { error }), findings: [] },
  );
}

const ok = answered(200, '{"activities":[]}');
const refused = answered(400, '{"__type":"InvalidToken","message":"no"}');

/** What an assertion that does not hold says. */
function said(assertion: () => void): { message: string; expected?: unknown; actual?: unknown } {
  try {
    assertion();
  } catch (error) {
    return error as { message: string };
  }
  throw new Error('It holds.');
}

describe('toSucceed', () => {
  test('holds for a success', () => {
    expect(ok).toSucceed();
    expect(answered(200, '')).toSucceed();
    expect(refused).not.toSucceed();
  });

  test.for([
    ['a refusal', refused, '400 InvalidToken: no'],
    ['HTML', answered(200, '<html>'), '<html>'],
    ['a list', answered(200, '[]'), '[]'],
    ['another status', answered(302, ''), '302 (no error type)'],
  ] as const)('does not hold for %s', ([, exchange, actual]) => {
    plain(said(() => expect(exchange).toSucceed())).toMatchObject({ actual });
  });

  test('is about an exchange', () => {
    plain(said(() => expect(Promise.resolve(ok)).toSucceed()).message).toContain('Is an await missing?');
    plain(said(() => expect(undefined).toSucceed()).message).toContain('this is nothing');
  });
});

describe('toFailWith', () => {
  test('holds for the error that is named, or one of several', () => {
    expect(refused).toFailWith('InvalidToken');
    expect(refused).toFailWith(['InvalidArn', 'InvalidToken']);
    expect(refused).not.toFailWith('InvalidArn');
  });

  test.for([
    ['another error', refused, '400 InvalidToken: no'],
    ['a success', ok, '200 {"activities":[]}'],
    ['the error with a status of success', answered(200, '{"__type":"InvalidArn"}'), '200 {"__type":"InvalidArn"}'],
    ['the error with a redirect', answered(302, '{"__type":"InvalidArn"}'), '302 InvalidArn'],
  ] as const)('does not hold for %s', ([, exchange, actual]) => {
    const { message, ...told } = said(() => expect(exchange, 'the forged one').toFailWith('InvalidArn'));
    plain(told).toMatchObject({ actual });
    plain(message).toMatch(/^the forged one: expected ListActivities to be refused with InvalidArn/);
  });
});

describe('toHaveEvents', () => {
  const events = sound.wait;

  test('holds for all events in order', () => {
    expect(events).toHaveEvents(['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded']);
    expect(events).toHaveEvents([
      { type: 'ExecutionStarted', details: { input: '{}', roleArn: anything('the case does not choose it') } },
      { type: 'WaitStateEntered', previousEventId: 0, details: { name: 'A', input: json({}) } },
      {
        type: 'WaitStateExited',
        previousEventId: 2,
        details: { name: 'A', output: '{}', outputDetails: { truncated: false } },
      },
      { type: 'ExecutionSucceeded' },
    ]);
    expect(history(started(), entered('Fail', 'A'), event('ExecutionFailed', {}))).toHaveEvents([
      'ExecutionStarted',
      'FailStateEntered',
      { type: 'ExecutionFailed', details: {} },
    ]);
  });

  test.for<[string, EventPattern[], string]>([
    ['one too few', ['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited'], 'none, the history ends before it'],
    [
      'one too many',
      ['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded', 'X'],
      'event 5: X',
    ],
    ['another order', ['ExecutionStarted', 'WaitStateExited'], 'event 2: WaitStateExited'],
    [
      'a member that is not stated',
      ['ExecutionStarted', { type: 'WaitStateEntered', details: { name: 'A' } }],
      'event 2',
    ],
    [
      'a member that is not there',
      [{ type: 'ExecutionStarted', details: { input: '{}', roleArn: 'r', x: 1 } }],
      'event 1',
    ],
    [
      'another text',
      ['ExecutionStarted', { type: 'WaitStateEntered', details: { name: 'A', input: '{ }' } }],
      'event 2',
    ],
    ['another previousEventId', ['ExecutionStarted', { type: 'WaitStateEntered', previousEventId: 1 }], 'event 2'],
  ])('does not hold for %s', ([, patterns, expected]) => {
    plain(said(() => expect(events).toHaveEvents(patterns)).expected).toContain(expected);
  });

  test('wants the type that a pattern states, whatever else of it fits', () => {
    expect(events).not.toHaveEvents([{ type: 'X' }, 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded']);
    const type = 'PassStateEntered';
    expect(events).not.toHaveEvents([
      'ExecutionStarted',
      { type, details: { name: 'A', input: '{}' } },
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('wants details that are an object, or none where none are stated', () => {
    const bare = { id: 1, previousEventId: 0, timestamp: 0, type: 'ExecutionFailed' };
    expect([bare]).toHaveEvents([{ type: 'ExecutionFailed', details: {} }]);
    expect([bare]).not.toHaveEvents([{ type: 'ExecutionFailed', details: { error: 'E' } }]);
    for (const executionFailedEventDetails of [null, 'E', []]) {
      expect([{ ...bare, executionFailedEventDetails }]).not.toHaveEvents([{ type: 'ExecutionFailed', details: {} }]);
    }
  });

  test('looks at whether data are whole only where that is stated', () => {
    const one = history(started()).slice(0, 1);
    const details = { input: '{}', roleArn: 'r' };
    expect(one).toHaveEvents([{ type: 'ExecutionStarted', details }]);
    expect(one).toHaveEvents([
      { type: 'ExecutionStarted', details: { ...details, inputDetails: { truncated: false } } },
    ]);
    expect(one).not.toHaveEvents([
      { type: 'ExecutionStarted', details: { ...details, inputDetails: { truncated: true } } },
    ]);
  });

  test('shows the pattern that does not fit, and the event', () => {
    const pattern = { type: 'ExecutionStarted', details: { input: '[]', roleArn: 'r' } };
    const { expected, actual } = said(() => expect(history(started())).toHaveEvents([pattern]));
    plain(expected).toContain('event 1: {"type":"ExecutionStarted","details":{"input":"[]"');
    plain(actual).toContain('event 1: {"id":1');
  });

  test('does not throw for what is no history', () => {
    for (const value of [undefined, {}, [null], [5], [{ type: 5 }]]) {
      plain(said(() => expect(value).toHaveEvents(['ExecutionStarted'])).expected).toMatch(/./);
    }
  });

  test('tells the types of a history that is too short', () => {
    const short = history(started(), exited('Pass', 'A'), succeeded()).slice(0, 1);
    plain(said(() => expect(short).toHaveEvents(['ExecutionStarted', 'X'])).actual).toBe(
      'event 2: none; the history is ExecutionStarted',
    );
  });
});

describe('wildcards', () => {
  test('carry a reason', () => {
    plain(() => anything(' ')).toThrow('carries its reason');
    plain(String(anything('the order is open'))).toBe('<anything: the order is open>');
  });

  test("are understood by vitest's own matchers", () => {
    expect({ a: 1, b: '{"x": [1]}' }).toEqual({ a: anything('any number'), b: json({ x: [1] }) });
    expect({ a: undefined }).not.toEqual({ a: anything('it must be there') });
  });

  test.for<[unknown, unknown, boolean]>([
    ['{"a":1,"b":2}', { b: 2, a: 1 }, true],
    ['{"a":1}', { a: 1, b: undefined }, true],
    ['{"a":1,"b":2}', { a: 1 }, false],
    ['[1,2]', [2, 1], false],
    ['1', '1', false],
    ['no JSON', 'no JSON', false],
    [{ a: 1 }, { a: 1 }, false],
    ['{"__proto__":1}', {}, false],
  ])('json: %s as %s is %s', ([text, value, holds]) => {
    plain(isEqualJson(text, json(value))).toBe(holds);
  });
});
