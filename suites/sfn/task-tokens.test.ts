import {
  type CaseContext,
  describe,
  expect,
  type HistoryEvent,
  Inconclusive,
  isAssertion,
  restsOn,
  test,
} from '../../harness/index.js';
import { chain } from '../definitions.js';
import { enteredStates } from '../entered-states.js';
import { parsed } from '../parsed.js';
import { acceptsTwin, prepared } from '../precondition.js';

const requires = ['activity-workers'] as const;

/** An execution whose task was handed to the case. */
async function heldTask(
  { activities, machines, executions, sfn }: CaseContext,
  fields: Record<string, unknown> = {},
  after: Record<string, Record<string, unknown>> = {},
) {
  const activity = await activities.create();
  const definition = chain({ Work: { Type: 'Task', Resource: activity.arn, ...fields }, ...after });
  const { executionArn } = await executions.start(await machines.create(definition));
  const lastBeat = performance.now();
  const { taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn })).output;
  expect(taskToken, 'the token of the task').toBeTypeOf('string');
  return { executionArn, taskToken, activity, lastBeat };
}

/** The event of an activity: that its tasks leave events of activities is a claim of its own. */
const eventOf = (history: readonly HistoryEvent[], type: string): Promise<HistoryEvent> =>
  restsOn('history:activity-chain', () => {
    const event = history.find((candidate) => candidate.type === type);
    expect(event?.type, 'the event of the activity').toBe(type);
    return event!;
  });

/** A task that nobody answers takes no longer than it may. */
async function timesOut(context: CaseContext): Promise<void> {
  const { executionArn } = await heldTask(context, { TimeoutSeconds: 1 });
  expect((await context.executions.finish(executionArn)).status).toBe('FAILED');
}

/** Sends a heartbeat that must come in time. One that we send too late tells nothing of the target. */
async function beat({ sfn }: CaseContext, task: { taskToken: string; lastBeat: number }, everySeconds: number) {
  const begun = performance.now();
  const exchange = await sfn.sendTaskHeartbeat({ taskToken: task.taskToken });
  const apart = (performance.now() - task.lastBeat) / 1000;
  if (exchange.error !== undefined && apart >= everySeconds) {
    throw new Inconclusive('target', `Not judged: the heartbeats were ${apart.toFixed(1)} s apart on a busy machine.`);
  }
  task.lastBeat = begun;
  expect(exchange).toSucceed();
}

const ended = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

describe('SendTaskSuccess', () => {
  test('makes its output the result of the task', {
    cites: [
      'sfn:SendTaskSuccess/behaviour/output',
      'sfn:SendTaskSuccess/response/empty',
      'sfn:ActivitySucceededEventDetails/output/type',
    ],
    requires,
  }, async (context) => {
    const { sfn, executions } = context;
    const { executionArn, taskToken } = await heldTask(context);

    expect(await sfn.sendTaskSuccess({ taskToken, output: '{"sum":3}' })).toSucceed();

    const description = await executions.finish(executionArn);
    expect(description.status).toBe('SUCCEEDED');
    expect(parsed(description.output, 'the output')).toEqual({ sum: 3 });
    const succeeded = await eventOf(await executions.history(executionArn), 'ActivitySucceeded');
    expect(succeeded.activitySucceededEventDetails).toMatchObject({ output: '{"sum":3}' });
  });

  test('refuses output that is not JSON, and keeps the task open', {
    cites: ['sfn:SendTaskSuccess/behaviour/output-must-be-json', 'sfn:SendTaskSuccess/error/InvalidOutput'],
    requires,
  }, async (context) => {
    const { sfn, executions } = context;
    const { executionArn, taskToken } = await heldTask(context);
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{"sum":' })).toFailWith('InvalidOutput');
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{"sum":3}' })).toSucceed();
    expect((await executions.finish(executionArn)).status).toBe('SUCCEEDED');
  });

  test('names the token when both token and output are wrong', {
    cites: ['sfn:SendTask/behaviour/token-before-output'],
    requires,
  }, async (context) => {
    const { sfn } = context;
    const { taskToken } = await heldTask(context);
    expect(await sfn.sendTaskSuccess({ taskToken: 'made up', output: 'no JSON' })).toFailWith('InvalidToken');
    const { error } = await sfn.sendTaskSuccess({ taskToken, output: 'no JSON' });
    if (error?.type === 'InvalidOutput') return;
    const came = error === undefined ? 'is accepted' : `is ${error.type}`;
    throw new Inconclusive(
      'target',
      `Not judged: output that is no JSON ${came} with a right token, so there is no order.`,
    );
  });

  test('refuses a token that no task ever had', {
    cites: ['sfn:SendTask/behaviour/unknown-token', 'sfn:SendTaskSuccess/error/InvalidToken'],
    requires,
  }, async (context) => {
    const { sfn } = context;
    const { taskToken } = await heldTask(context);
    expect(await sfn.sendTaskSuccess({ taskToken: 'made up', output: '{}' })).toFailWith('InvalidToken');
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{}' })).toSucceed();
  });
});

describe('SendTaskFailure', () => {
  test('fails the state with its error and cause', {
    cites: [
      'sfn:SendTaskFailure/behaviour/error-and-cause',
      'sfn:SendTaskFailure/response/empty',
      'sfn:ActivityFailedEventDetails/error/type',
      'sfn:ActivityFailedEventDetails/cause/type',
      'sfn:ExecutionFailedEventDetails/error/type',
      'sfn:ExecutionFailedEventDetails/cause/type',
      'history:failure-names-the-failing-event',
    ],
    requires,
  }, async (context) => {
    const { sfn, executions } = context;
    const { executionArn, taskToken } = await heldTask(context);

    expect(await sfn.sendTaskFailure({ taskToken, error: 'OutOfPaper', cause: 'tray 2' })).toSucceed();

    expect((await executions.finish(executionArn)).status).toBe('FAILED');
    const history = await executions.history(executionArn);
    const failed = await eventOf(history, 'ActivityFailed');
    expect(failed.activityFailedEventDetails).toMatchObject({ error: 'OutOfPaper', cause: 'tray 2' });
    expect(history.at(-1)!.executionFailedEventDetails).toMatchObject({ error: 'OutOfPaper', cause: 'tray 2' });
  });

  test('needs neither error nor cause', {
    cites: ['sfn:SendTaskFailure/behaviour/both-optional'],
    requires,
  }, async (context) => {
    const { sfn, executions } = context;
    const { executionArn, taskToken } = await heldTask(context);
    expect(await sfn.sendTaskFailure({ taskToken })).toSucceed();
    expect((await executions.finish(executionArn)).status).toBe('FAILED');
    const { activityFailedEventDetails } = await eventOf(await executions.history(executionArn), 'ActivityFailed');
    expect(activityFailedEventDetails ?? {}).not.toHaveProperty('error');
    expect(activityFailedEventDetails ?? {}).not.toHaveProperty('cause');
  });

  test('refuses a token that no task ever had', {
    cites: ['sfn:SendTask/behaviour/unknown-token', 'sfn:SendTaskFailure/error/InvalidToken'],
    requires,
  }, async (context) => {
    const { sfn } = context;
    const { taskToken } = await heldTask(context);
    expect(await sfn.sendTaskFailure({ taskToken: 'made up' })).toFailWith('InvalidToken');
    expect(await sfn.sendTaskFailure({ taskToken })).toSucceed();
  });
});

describe('SendTaskHeartbeat', () => {
  test('keeps a task alive past its heartbeat interval, and leaves no event', {
    cites: [
      'sfn:SendTaskHeartbeat/behaviour/resets-the-clock',
      'sfn:SendTaskHeartbeat/behaviour/no-event',
      'sfn:SendTaskHeartbeat/response/empty',
      'sfn:ActivityScheduledEventDetails/heartbeatInSeconds/type',
    ],
    requires,
  }, async (context) => {
    const { sfn, executions, clock } = context;
    const held = await heldTask(context, { HeartbeatSeconds: 4, TimeoutSeconds: 60 });
    const { executionArn, taskToken } = held;
    for (let beats = 0; beats < 3; beats++) {
      await clock.sleep(2000);
      await beat(context, held, 4);
    }
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{}' })).toSucceed();

    expect((await executions.finish(executionArn)).status).toBe('SUCCEEDED');
    const history = await executions.history(executionArn);
    expect(history.filter((event) => /Heartbeat/i.test(event.type))).toEqual([]);
    expect(history.filter((event) => event.type.startsWith('Activity')).length).toBeLessThanOrEqual(3);
    const scheduled = await eventOf(history, 'ActivityScheduled');
    expect(scheduled.activityScheduledEventDetails).toMatchObject({
      heartbeatInSeconds: 4,
      timeoutInSeconds: 60,
    });
  });

  test('is missed: the task times out', {
    cites: [
      'sfn:SendTaskHeartbeat/behaviour/missed',
      'asl:Task/heartbeat',
      'sfn:ActivityTimedOutEventDetails/error/type',
    ],
    requires,
  }, async (context) => {
    const { executions } = context;
    const { executionArn } = await heldTask(context, { HeartbeatSeconds: 2, TimeoutSeconds: 60 });
    const description = await executions.finish(executionArn);
    expect(description.status).toBe('FAILED');
    const history = await executions.history(executionArn);
    expect(history.map((event) => event.type).slice(-2)).toEqual(['ActivityTimedOut', 'ExecutionFailed']);
    expect(history.at(-2)!.activityTimedOutEventDetails).toMatchObject({ error: 'States.Timeout' });
    const elapsed = description.stopDate - description.startDate;
    expect(elapsed).toBeGreaterThanOrEqual(2);
    expect(elapsed).toBeLessThan(30);
  });

  test('does not extend a task past its TimeoutSeconds', {
    cites: [
      'sfn:SendTaskHeartbeat/behaviour/does-not-extend-the-timeout',
      'asl:Task/timeout',
      'sfn:ActivityScheduledEventDetails/timeoutInSeconds/type',
    ],
    requires,
  }, async (context) => {
    const { sfn, executions, clock } = context;
    const { executionArn, taskToken } = await heldTask(context, { HeartbeatSeconds: 2, TimeoutSeconds: 3 });
    for (let beat = 0; beat < 8; beat++) {
      await clock.sleep(1000);
      await sfn.sendTaskHeartbeat({ taskToken });
    }
    try {
      const { status, startDate, stopDate } = await executions.finish(executionArn);
      expect(status).toBe('FAILED');
      // Had the heartbeats kept it alive, it would have ended two seconds after the last of them.
      expect(stopDate - startDate, 'seconds').toBeLessThan(8);
    } catch (error) {
      if (isAssertion(error)) await restsOn('asl:Task/timeout', () => timesOut(context));
      throw error;
    }
    const history = await executions.history(executionArn);
    expect(history.map((event) => event.type).slice(-2)).toEqual(['ActivityTimedOut', 'ExecutionFailed']);
  });

  test('keeps its own task alive, also while another one is', {
    cites: ['sfn:SendTaskHeartbeat/behaviour/resets-the-clock'],
    requires,
  }, async (context) => {
    const { sfn, executions, clock } = context;
    const held = [
      await heldTask(context, { HeartbeatSeconds: 4, TimeoutSeconds: 60 }),
      await heldTask(context, { HeartbeatSeconds: 4, TimeoutSeconds: 60 }),
    ];
    for (let beats = 0; beats < 3; beats++) {
      await clock.sleep(2000);
      for (const task of held) await beat(context, task, 4);
    }
    for (const [index, { taskToken, executionArn }] of held.entries()) {
      expect(await sfn.sendTaskSuccess({ taskToken, output: JSON.stringify({ index }) })).toSucceed();
      const { status, output } = await executions.finish(executionArn);
      expect(status).toBe('SUCCEEDED');
      expect(parsed(output, 'the output')).toEqual({ index });
    }
  });

  test('refuses a token that no task ever had', {
    cites: ['sfn:SendTask/behaviour/unknown-token', 'sfn:SendTaskHeartbeat/error/InvalidToken'],
    requires,
  }, async (context) => {
    const { sfn } = context;
    const { taskToken } = await heldTask(context, { HeartbeatSeconds: 60 });
    expect(await sfn.sendTaskHeartbeat({ taskToken: 'made up' })).toFailWith('InvalidToken');
    const twin = await sfn.sendTaskHeartbeat({ taskToken });
    acceptsTwin(twin);
    expect(twin).toSucceed();
  });
});

describe('A task token', () => {
  const reports = {
    SendTaskSuccess: (taskToken: string) => ({ taskToken, output: '{"late":true}' }),
    SendTaskFailure: (taskToken: string) => ({ taskToken, error: 'Late' }),
    SendTaskHeartbeat: (taskToken: string) => ({ taskToken }),
  } as const;

  for (const [operation, request] of Object.entries(reports)) {
    const name = operation as keyof typeof reports;

    test(`is refused by ${operation} when its task was reported already`, {
      cites: ['sfn:SendTask/behaviour/token-of-an-ended-task', `sfn:${operation}/error/TaskTimedOut`],
      requires,
    }, async (context) => {
      const { sfn, executions, clock } = context;
      const { executionArn, taskToken } = await heldTask(context, {}, { Rest: { Type: 'Wait', Seconds: 3 } });
      expect(await sfn.sendTaskSuccess({ taskToken, output: '{"first":true}' })).toSucceed();
      // Reports that come at once are another matter: `laws/concurrency` has it.
      await clock.until(async () => enteredStates(await executions.history(executionArn)).includes('Rest'), {
        what: 'the state after the task is entered',
      });

      expect(await sfn.call(name, request(taskToken))).toFailWith(ended);

      const description = await executions.finish(executionArn);
      expect(description.status).toBe('SUCCEEDED');
      expect(parsed(description.output, 'the output')).toEqual({ first: true });
    });

    test(`is refused by ${operation} when its task has timed out`, {
      cites: ['sfn:SendTask/behaviour/token-of-an-ended-task', `sfn:${operation}/error/TaskTimedOut`],
      requires,
    }, async (context) => {
      const { sfn, executions } = context;
      const { executionArn, taskToken } = await heldTask(context, { TimeoutSeconds: 1 });
      await restsOn('asl:Task/timeout', async () => {
        expect((await executions.finish(executionArn)).status).toBe('FAILED');
      });

      expect(await sfn.call(name, request(taskToken))).toFailWith(ended);

      const history = await executions.history(executionArn);
      expect(history.map((event) => event.type).slice(-2)).toEqual(['ActivityTimedOut', 'ExecutionFailed']);
    });

    test(`is refused by ${operation} when its execution was stopped`, {
      cites: ['sfn:SendTask/behaviour/token-of-an-ended-task', `sfn:${operation}/error/TaskTimedOut`],
      requires,
    }, async (context) => {
      const { sfn, executions } = context;
      const { executionArn, taskToken } = await heldTask(context);
      const { status } = await prepared(async () => {
        void (await sfn.stopExecution({ executionArn })).output;
        return executions.finish(executionArn);
      });
      if (status !== 'ABORTED') throw new Inconclusive('target', `Not judged: the stopped execution is ${status}.`);

      expect(await sfn.call(name, request(taskToken))).toFailWith(ended);

      expect((await executions.finish(executionArn)).status).toBe('ABORTED');
    });
  }
});
