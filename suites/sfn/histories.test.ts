import { describe, expect, fail, type HistoryEvent, restsOn, succeed, test } from '../../harness/index.js';
import { chain, failWith, task, waitFor } from '../definitions.js';
import { parsed } from '../parsed.js';

/** What holds of every history, told of a few that show each claim. */

const current = { editions: ['current'] } as const;
const nested = { requires: ['sfn-tasks'], ...current } as const;

const previous = (history: readonly HistoryEvent[]): number[] => history.map((event) => event.previousEventId);

/** Two states after each other, and a third that makes something of its own. */
const three = () =>
  chain({
    One: { Type: 'Pass', Result: 1, ResultPath: '$.one' },
    Two: { Type: 'Pass', Result: 2, ResultPath: '$.two' },
    Three: { Type: 'Pass', OutputPath: '$.two' },
  });

/** Two branches that wait at the same time, so that their events come in turns. */
const sideBySide = () => {
  const branch = (name: string, seconds: number) => chain({ [name]: { Type: 'Wait', Seconds: seconds } });
  return chain({
    Fork: { Type: 'Parallel', Branches: [branch('Left', 2), branch('Right', 1)] },
    Done: { Type: 'Succeed' },
  });
};

/** A history whose events say what they follow on: whether they do is a claim of its own. */
async function pointing(history: readonly HistoryEvent[]): Promise<readonly HistoryEvent[]> {
  await restsOn('history:previous-is-an-event', () => {
    const silent = history.filter(({ previousEventId }) => typeof previousEventId !== 'number');
    expect(
      silent.map(({ id, type }) => `${id} ${type}`),
      'events without a previousEventId',
    ).toEqual([]);
  });
  return history;
}

/** A history that tells of the states in branches. */
const withBranches = (history: readonly HistoryEvent[], names: readonly string[]) =>
  restsOn('history:event-by-event', () => {
    const entered = history.map((event) => event.stateEnteredEventDetails?.name).filter((name) => name !== undefined);
    expect(entered, 'the states entered').toEqual(expect.arrayContaining([...names]));
  });

/** The event that another one points at. */
const pointedAt = (history: readonly HistoryEvent[], event: HistoryEvent): HistoryEvent | undefined =>
  history.find(({ id }) => id === event.previousEventId);

const nameOf = (event: HistoryEvent | undefined): string | undefined =>
  event?.stateEnteredEventDetails?.name ?? event?.stateExitedEventDetails?.name;

describe('A history without branches', () => {
  test('is one chain, from the third event on', {
    cites: ['history:linear-without-branches', 'history:previous-is-earlier', 'history:previous-is-an-event'],
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    expect(previous(await pointing(history)).slice(2)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  test('hands the output of each state to the next', {
    cites: ['history:entry-has-predecessors-output'],
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    const data = history.slice(1, 7).map((event) => {
      const text: unknown = event.stateEnteredEventDetails?.input ?? event.stateExitedEventDetails?.output;
      return parsed(text, 'input or output');
    });
    expect(data).toEqual([{}, { one: 1 }, { one: 1 }, { one: 1, two: 2 }, { one: 1, two: 2 }, 2]);
  });

  test('exits every state that it enters, once', {
    cites: ['history:exit-closes-an-entry', 'history:all-exited-on-success'],
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    const entered = history.filter(({ type }) => type.endsWith('StateEntered')).map(nameOf);
    const exited = history.filter(({ type }) => type.endsWith('StateExited')).map(nameOf);
    expect(entered).toEqual(['One', 'Two', 'Three']);
    expect(exited).toEqual(['One', 'Two', 'Three']);
  });

  test('succeeds from the exit of its last state', {
    cites: ['history:success-follows-an-exit'],
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    const last = (await pointing(history)).at(-1)!;
    expect(last.type).toBe('ExecutionSucceeded');
    expect(pointedAt(history, last)).toMatchObject({ type: 'PassStateExited', id: history.length - 1 });
  });

  test('fails from the entry of its Fail state', {
    cites: ['history:fail-state-leads-to-failure'],
  }, async ({ executions }) => {
    const { history } = await restsOn('asl:Fail/ends', async () => {
      const outcome = await executions.run(failWith('Broken', 'on purpose'));
      expect(outcome.status).toBe('FAILED');
      return outcome;
    });
    const entered = (await pointing(history)).find(({ type }) => type === 'FailStateEntered');
    expect(nameOf(entered)).toBe('Broken');
    const next = history.filter(({ previousEventId }) => previousEventId === entered!.id);
    expect(next.map(({ type }) => type)).toEqual(['ExecutionFailed']);
  });

  test('carries one kind of details with an event at most', {
    cites: ['history:one-details-member'],
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    const kinds = history.map((event) => Object.keys(event).filter((name) => name.endsWith('EventDetails')).length);
    expect(kinds).toHaveLength(8);
    expect(kinds.filter((count) => count > 1)).toEqual([]);
  });

  test('says that its short data are whole', {
    cites: ['history:not-truncated'],
    ...current,
  }, async ({ executions }) => {
    const { history } = await executions.run(three(), { input: {} });
    const said = history.map((event) => {
      const details = event.stateEnteredEventDetails?.inputDetails ?? event.stateExitedEventDetails?.outputDetails;
      return details?.truncated ?? false;
    });
    expect(said).toEqual(Array.from({ length: 8 }, () => false));
  });

  test('never goes back in time', {
    cites: ['history:timestamps-do-not-go-back'],
  }, async ({ executions }) => {
    const { history } = await executions.run(chain({ Hold: { Type: 'Wait', Seconds: 1 }, Then: { Type: 'Pass' } }));
    const times = history.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(0.9);
  });

  test('ends with the stop, whatever the state that was stopped would have done', {
    cites: ['history:one-terminal-event-last'],
  }, async ({ sfn, machines, executions, clock }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(2)));
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    await clock.sleep(3_000);
    const types = (await executions.history(executionArn)).map(({ type }) => type);
    // Whether the Wait state had been entered by then is the target's affair.
    expect(types.filter((type) => type !== 'WaitStateEntered')).toEqual(['ExecutionStarted', 'ExecutionAborted']);
    expect(types.at(-1)).toBe('ExecutionAborted');
  });
});

describe('A history with branches', () => {
  test('has each exit of a Wait state point at its own entry', {
    cites: ['history:plain-states-exit-from-entry'],
  }, async ({ executions }) => {
    const { history } = await executions.run(sideBySide());
    await withBranches(history, ['Left', 'Right']);
    await pointing(history);
    const waits = history.filter(({ type }) => type === 'WaitStateExited');
    expect(waits.map((event) => [nameOf(event), nameOf(pointedAt(history, event))])).toEqual([
      ['Right', 'Right'],
      ['Left', 'Left'],
    ]);
  });

  test('pairs the end of each iteration with its start', {
    cites: ['history:iterations-pair', 'history:map-length-counts-iterations', 'asl:Map/history'],
    requires: ['map'],
    ...current,
  }, async ({ executions }) => {
    const machine = chain({ Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: chain({ P: { Type: 'Pass' } }) } });
    const { history } = await executions.run(machine, { input: ['a', 'b', 'c'] });
    const of = (type: string, member: string) =>
      history.filter((event) => event.type === type).map((event) => (event as Record<string, unknown>)[member]);
    const three = [0, 1, 2].map((index) => ({ name: 'Each', index }));
    expect(of('MapStateStarted', 'mapStateStartedEventDetails')).toEqual([{ length: 3 }]);
    expect(of('MapIterationStarted', 'mapIterationStartedEventDetails')).toEqual(three);
    expect(of('MapIterationSucceeded', 'mapIterationSucceededEventDetails')).toEqual(three);
  });
});

describe('A history of tasks', () => {
  test('chains the events of an activity', {
    cites: ['history:activity-chain', 'history:task-exit-follows-an-attempt'],
    requires: ['activity-workers'],
  }, async ({ executions }) => {
    const machine = task('task:work', { Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1, MaxAttempts: 1 }] });
    const { history } = await executions.run(machine, { tasks: { work: [fail('Jammed', 'tray 2'), succeed(1)] } });
    await pointing(history);
    const chained = history.slice(2).map((event) => [event.type, pointedAt(history, event)?.type]);
    expect(chained).toEqual([
      ['ActivityScheduled', 'TaskStateEntered'],
      ['ActivityStarted', 'ActivityScheduled'],
      ['ActivityFailed', 'ActivityStarted'],
      ['ActivityScheduled', 'ActivityFailed'],
      ['ActivityStarted', 'ActivityScheduled'],
      ['ActivitySucceeded', 'ActivityStarted'],
      ['TaskStateExited', 'ActivitySucceeded'],
      ['ExecutionSucceeded', 'TaskStateExited'],
    ]);
  });

  test('chains the events of a function', {
    cites: ['history:lambda-chain'],
    requires: ['lambda-tasks'],
  }, async ({ executions, tasks }) => {
    const { history } = await executions.run(task(await tasks.lambda([succeed(1)])));
    await pointing(history);
    const chained = history.slice(2, 5).map((event) => [event.type, pointedAt(history, event)?.type]);
    expect(chained).toEqual([
      ['LambdaFunctionScheduled', 'TaskStateEntered'],
      ['LambdaFunctionStarted', 'LambdaFunctionScheduled'],
      ['LambdaFunctionSucceeded', 'LambdaFunctionStarted'],
    ]);
  });

  test('chains the events of an integration, and says what it was given', {
    cites: [
      'history:task-scheduled-follows-entry-or-failure',
      'history:task-started-follows-scheduled',
      'history:task-end-follows-its-start',
      'history:task-scheduled-details',
    ],
    ...nested,
  }, async ({ executions, machines, target }) => {
    const other = await machines.create(chain({ Done: { Type: 'Succeed' } }));
    const machine = task('arn:aws:states:::states:startExecution', {
      Parameters: { StateMachineArn: other.arn, Input: { n: 1 } },
    });
    const { history } = await executions.run(machine);
    await pointing(history);
    const chained = history.slice(2, 5).map((event) => [event.type, pointedAt(history, event)?.type]);
    expect(chained).toEqual([
      ['TaskScheduled', 'TaskStateEntered'],
      ['TaskStarted', 'TaskScheduled'],
      ['TaskSucceeded', 'TaskStarted'],
    ]);
    const scheduled = history[2]!.taskScheduledEventDetails;
    const started = history[3]!.taskStartedEventDetails;
    expect(scheduled).toMatchObject({ resourceType: 'states', resource: 'startExecution', region: target.region });
    expect(parsed(scheduled.parameters, 'the parameters')).toMatchObject({
      StateMachineArn: other.arn,
      Input: { n: 1 },
    });
    expect(started).toMatchObject({ resourceType: 'states', resource: 'startExecution' });
  });

  test('tells that a job was submitted, after its start and before its end', {
    cites: ['history:task-submitted-follows-started', 'history:task-end-follows-its-start'],
    ...nested,
  }, async ({ executions, machines }) => {
    const other = await machines.create(chain({ Hold: { Type: 'Wait', Seconds: 1 } }));
    const machine = task('arn:aws:states:::states:startExecution.sync:2', {
      Parameters: { StateMachineArn: other.arn, Input: {} },
    });
    const { history } = await executions.run(machine);
    await pointing(history);
    const chained = history.slice(3, 6).map((event) => [event.type, pointedAt(history, event)?.type]);
    expect(chained).toEqual([
      ['TaskStarted', 'TaskScheduled'],
      ['TaskSubmitted', 'TaskStarted'],
      ['TaskSucceeded', 'TaskSubmitted'],
    ]);
  });
});
