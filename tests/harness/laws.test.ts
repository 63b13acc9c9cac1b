import { describe, expect, test } from 'vitest';
import type { Value } from '../../harness/judge/body.js';
import { History } from '../../harness/judge/history.js';
import { laws, lawsOf } from '../../harness/judge/laws/index.js';
import {
  changed,
  changedDetails,
  entered,
  event,
  exited,
  history,
  sound,
  started,
  succeeded,
  without,
} from './histories.js';
import { loadStatementIds } from './statement-ids.js';

/** The laws that a history breaks. */
function broken(events: readonly Value[], data = true): string[] {
  const read = new History(events, { data });
  return laws.filter((law) => law.check(read).breaches.length > 0).map(({ id }) => id.slice('history:'.length));
}

describe('no law is broken by', () => {
  test.for(Object.entries(sound))('%s', ([, events]) => {
    expect(broken(events)).toEqual([]);
  });

  test('an aborted execution in a Map', () => {
    expect(
      broken([
        ...sound.map.slice(0, 6),
        { ...event('x'), id: 7, previousEventId: 0, timestamp: 2e9, type: 'ExecutionAborted' },
      ] as Value[]),
    ).toEqual([]);
  });

  test('a catcher that fails itself', () => {
    const later = { error: 'States.Runtime', cause: 'nowhere' };
    expect(broken(changedDetails(sound.lambda, 6, later))).toEqual([]);
  });

  test('a sibling that was given up', () => {
    const events = history(
      started(),
      entered('Parallel', 'P'),
      event('ParallelStateStarted'),
      entered('Wait', 'A', '{}', 3),
      entered('Fail', 'B', '{}', 3),
      event('ParallelStateFailed', undefined, 5),
      exited('Parallel', 'P', '{"Error":"E"}', 6),
      succeeded('{"Error":"E"}'),
    );
    expect(broken(events)).toEqual([]);
  });

  test('a failing branch whose next attempt comes too late', () => {
    const events = history(
      started(),
      entered('Parallel', 'P'),
      event('ParallelStateStarted'),
      entered('Fail', 'B', '{}', 3),
      event('ParallelStateStarted', undefined, 4),
      entered('Fail', 'B', '{}', 5),
      event('ExecutionTimedOut', undefined, 6),
    );
    expect(broken(events)).toEqual([]);
  });

  test('a Fail state whose cause can not be evaluated', () => {
    const events = history(
      started(),
      entered('Fail', 'F'),
      event('EvaluationFailed', undefined, 0),
      event('ExecutionFailed', undefined, 3),
    );
    expect(broken(events)).toEqual([]);
  });

  test('a branch that fails, in the first edition', () => {
    const events = history(
      started(),
      entered('Parallel', 'P'),
      entered('Pass', 'A', '{}', 2),
      entered('Fail', 'B', '{}', 2),
      exited('Parallel', 'P', '{"Error":"E"}', 4),
      succeeded('{"Error":"E"}'),
    );
    expect(broken(events)).toEqual([]);
  });

  test('texts that were cut, but for the law about cutting', () => {
    const cut = changedDetails(sound.pass, 4, { input: '', inputDetails: { truncated: true } });
    expect(broken(cut)).toEqual(['not-truncated']);
  });

  test('inputs and outputs that were not asked for', () => {
    const silent = sound.pass.map(({ executionStartedEventDetails: _a, stateEnteredEventDetails: _b, ...raw }) => raw);
    expect(broken(silent as Value[], false).filter((id) => !id.startsWith('exit') && !id.startsWith('all'))).toEqual(
      [],
    );
  });
});

const seeded: readonly [string, Value[], string[]][] = [
  [
    'ids from 0',
    sound.wait.map((raw) => ({ ...raw, id: raw.id - 1, previousEventId: Math.max(0, raw.previousEventId - 1) })),
    ['ids', 'previous-is-an-event', 'previous-is-earlier'],
  ],
  [
    'ids as text',
    sound.fail.map((raw) => ({ ...raw, id: String(raw.id) })),
    ['ids', 'previous-is-an-event', 'linear-without-branches', 'fail-state-leads-to-failure'],
  ],
  ['a gap in the ids', changed(sound.fail, 3, { id: 4 }), ['ids']],
  [
    'an event twice',
    [...sound.wait.slice(0, 3), sound.wait[2]!, sound.wait[3]!],
    ['ids', 'linear-without-branches', 'exit-closes-an-entry'],
  ],
  [
    'another first event',
    changed(sound.wait, 1, { type: 'TaskScheduled' }),
    ['first-is-started', 'task-scheduled-follows-entry-or-failure', 'task-scheduled-details'],
  ],
  [
    'a first event that points at something',
    changed(sound.wait, 1, { previousEventId: 1 }),
    ['first-is-started', 'previous-is-earlier'],
  ],
  ['no event at all', [], ['first-is-started', 'one-terminal-event-last']],
  ['no terminal event', sound.wait.slice(0, 3), ['one-terminal-event-last']],
  [
    'two terminal events',
    [...sound.wait, { ...sound.wait[3]!, id: 5, previousEventId: 4, timestamp: 2e9 }],
    ['one-terminal-event-last', 'success-follows-an-exit'],
  ],
  [
    'an event that points at itself',
    changed(sound.pass, 4, { previousEventId: 4 }),
    ['previous-is-earlier', 'linear-without-branches'],
  ],
  [
    'a second event that points at the first',
    changed(sound.wait, 2, { previousEventId: 1 }),
    ['second-points-at-zero'],
  ],
  [
    'a second event without a previousEventId',
    changed(sound.wait, 2, { previousEventId: undefined }),
    ['second-points-at-zero'],
  ],
  [
    'no previousEventId anywhere',
    sound.pass.map(({ previousEventId: _, ...raw }) => raw as Value),
    ['previous-is-an-event'],
  ],
  [
    'a later event that points at nothing',
    changed(sound.parallel, 5, { previousEventId: 0 }),
    ['previous-is-an-event'],
  ],
  ['two details', changed(sound.wait, 2, { waitStateEnteredEventDetails: {} }), ['one-details-member']],
  [
    'a linear history that jumps',
    changed(sound.pass, 6, { previousEventId: 3 }),
    ['linear-without-branches', 'success-output-is-the-exits'],
  ],
  ['a text that was cut', changedDetails(sound.wait, 2, { inputDetails: { truncated: true } }), ['not-truncated']],
  ['time that goes back', changed(sound.wait, 3, { timestamp: 1_600_000_000 }), ['timestamps-do-not-go-back']],
  [
    'an exit without an entry',
    changedDetails(sound.pass, 3, { name: 'C' }),
    ['exit-closes-an-entry', 'all-exited-on-success'],
  ],
  [
    'an exit of another type',
    changed(sound.pass, 3, { type: 'TaskStateExited' }),
    ['exit-closes-an-entry', 'all-exited-on-success', 'task-exit-follows-an-attempt'],
  ],
  ['a state that is not exited', without(sound.pass, 3), ['all-exited-on-success']],
  ['a success after an entry', without(sound.wait, 3), ['all-exited-on-success', 'success-follows-an-exit']],
  [
    'another output of the execution',
    changedDetails(sound.wait, 4, { output: '{"another":1}' }),
    ['success-output-is-the-exits'],
  ],
  [
    'another input of the first state',
    changedDetails(sound.wait, 2, { input: '{"another":1}' }),
    ['first-entry-has-the-input'],
  ],
  ['another input of the next state', changedDetails(sound.pass, 4, { input: '3' }), ['entry-has-predecessors-output']],
  [
    'a Wait that is exited from elsewhere',
    changed(
      sound.parallel.map((raw) => raw),
      6,
      { type: 'WaitStateExited' },
    ),
    ['exit-closes-an-entry', 'all-exited-on-success', 'plain-states-exit-from-entry'],
  ],
  [
    'a Fail state that succeeds',
    changed(sound.fail, 3, { type: 'ExecutionSucceeded' }),
    ['success-follows-an-exit', 'fail-state-leads-to-failure'],
  ],
  [
    'a TaskStarted of another resource',
    changedDetails(sound.integration, 4, { resource: 'other' }),
    ['task-started-follows-scheduled'],
  ],
  [
    'a TaskScheduled after a success',
    changed(sound.integration, 3, { previousEventId: 6 }),
    ['previous-is-earlier', 'linear-without-branches', 'task-scheduled-follows-entry-or-failure'],
  ],
  [
    'a TaskScheduled without parameters',
    changedDetails(sound.integration, 3, { parameters: null }),
    ['task-scheduled-details'],
  ],
  [
    'a TaskSucceeded after the entry',
    changed(sound.integration, 6, { previousEventId: 2 }),
    ['linear-without-branches', 'task-end-follows-its-start'],
  ],
  [
    'a TaskSubmitted before the start',
    changed(sound.integration, 5, { previousEventId: 3 }),
    ['linear-without-branches', 'task-submitted-follows-started'],
  ],
  [
    'a Lambda function that was not scheduled',
    changed(sound.lambda, 4, { previousEventId: 2 }),
    ['linear-without-branches', 'lambda-chain'],
  ],
  [
    'a Lambda function that fails before it starts',
    changed(sound.lambda, 5, { previousEventId: 3 }),
    ['linear-without-branches', 'lambda-chain'],
  ],
  [
    'an activity that was not scheduled',
    changed(sound.activity, 4, { previousEventId: 2 }),
    ['linear-without-branches', 'activity-chain'],
  ],
  [
    'a Task that is exited without an attempt',
    changed(sound.activity, 9, { previousEventId: 2 }),
    ['linear-without-branches', 'task-exit-follows-an-attempt'],
  ],
  ['an iteration that never began', changedDetails(sound.map, 7, { index: 5 }), ['iterations-pair']],
  ['fewer iterations than the Map says', changedDetails(sound.map, 3, { length: 3 }), ['map-length-counts-iterations']],
  [
    'another error of the execution',
    changedDetails(sound.lambda, 6, { error: 'Other' }),
    ['failure-names-the-failing-event'],
  ],
  ['no cause of the execution', changedDetails(sound.lambda, 6, { cause: null }), ['failure-names-the-failing-event']],
];

describe('exactly these laws are broken by', () => {
  test.for(seeded)('%s', ([, events, expected]) => {
    expect(broken(events).sort()).toEqual([...expected].sort());
  });
});

describe('what DescribeExecution says', () => {
  const disagrees = (events: readonly Value[], description: Record<string, Value>) => {
    const read = new History(events, { data: true, description });
    return laws.filter((law) => law.check(read).breaches.length > 0).map(({ id }) => id);
  };
  const success = { status: 'SUCCEEDED', output: '2' };
  const failure = { status: 'FAILED', error: 'E', cause: 'C' };

  test('may agree with the last event', () => {
    expect(disagrees(sound.pass, success)).toEqual([]);
    expect(disagrees(sound.fail, failure)).toEqual([]);
    expect(disagrees(sound.fail, { status: 'FAILED' })).toEqual([]);
    expect(disagrees(sound.fail, { status: 'FAILED', output: null })).toEqual([]);
    expect(disagrees(sound.aborted, { status: 'ABORTED' })).toEqual([]);
  });

  test.for<[string, readonly Value[], Record<string, Value>]>([
    ['another status', sound.fail, { ...failure, status: 'SUCCEEDED' }],
    ['another output', sound.pass, { ...success, output: '3' }],
    ['no output', sound.pass, { status: 'SUCCEEDED' }],
    ['an output of a failure', sound.fail, { ...failure, output: '{}' }],
    ['another error', sound.fail, { ...failure, error: 'F' }],
    ['another cause', sound.fail, { ...failure, cause: '' }],
  ])('may not: %s', ([, events, description]) => {
    expect(disagrees(events, description)).toEqual(['history:agrees-with-describe']);
  });
});

test('each law is broken by one of these histories', () => {
  const found = new Set(seeded.flatMap(([, , ids]) => ids.map((id) => `history:${id}`)));
  found.add('history:agrees-with-describe');
  expect(laws.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
});

test('the laws of 2017 speak of nothing newer', () => {
  const newer = laws.filter((law) => !lawsOf('2017-03-30').includes(law)).map(({ id }) => id);
  expect(
    newer.every((id) => /task-(started|scheduled|end|submitted)|iterations|map-length|not-truncated/.test(id)),
  ).toBe(true);
  expect(lawsOf('current')).toEqual(laws);
});

test('each law has its statement', () => {
  const ids = loadStatementIds();
  expect(laws.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
});
