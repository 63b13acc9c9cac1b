import { describe, expect, matching, restsOn, test } from '../../harness/index.js';
import { task, waitFor } from '../definitions.js';
import { parsed } from '../parsed.js';
import { forbiddenCharacters, shownCharacter } from './name-characters.js';

const requires = ['activities'] as const;

describe('CreateActivity', () => {
  test('returns an ARN that ends in the name', {
    cites: [
      'sfn:CreateActivity/behaviour/arn-names-the-activity',
      'sfn:CreateActivity/response/activityArn/type',
      'sfn:CreateActivity/response/creationDate/type',
    ],
    requires,
  }, async ({ sfn, machines }) => {
    const name = machines.freshName();
    const { activityArn, creationDate } = (await sfn.createActivity({ name })).output;
    expect(activityArn).toEqual(matching(/^arn:[^:]+:states:[^:]+:[^:]+:activity:[^:]+$/));
    expect(activityArn.split(':').at(-1)).toBe(name);
    expect(creationDate).toBeTypeOf('number');
    expect(await sfn.deleteActivity({ activityArn })).toSucceed();
  });

  test('gives the same activity the second time', {
    cites: ['sfn:CreateActivity/behaviour/identical-twice'],
    requires,
  }, async ({ sfn, activities, clock }) => {
    const activity = await activities.create();
    const first = (await sfn.createActivity({ name: activity.name })).output;
    await clock.sleep(1100);
    const second = (await sfn.createActivity({ name: activity.name })).output;
    expect(first.activityArn).toBe(activity.arn);
    expect(second).toMatchObject({ activityArn: first.activityArn, creationDate: first.creationDate });
    // The control: another name makes another activity.
    expect((await activities.create()).arn).not.toBe(first.activityArn);
  });

  test('accepts letters, digits, hyphens, underscores and dots in a name', {
    cites: ['sfn:CreateActivity/behaviour/punctuation-in-names'],
    requires,
  }, async ({ sfn, activities, machines }) => {
    const name = `${machines.freshName()}-A_z.09`;
    const activity = await activities.create(name);
    expect((await sfn.describeActivity({ activityArn: activity.arn })).output.name).toBe(name);
  });

  for (const [kind, characters] of Object.entries(forbiddenCharacters)) {
    test(`refuses a name with ${kind}`, {
      cites: ['sfn:CreateActivity/behaviour/forbidden-name-characters', 'sfn:CreateActivity/error/InvalidName'],
      requires,
    }, async ({ sfn, machines, activities }) => {
      for (const character of characters) {
        const made = await sfn.createActivity({ name: `${machines.freshName()}${character}b` });
        expect(made, shownCharacter(character)).toFailWith('InvalidName');
      }
      await activities.create(`${machines.freshName()}-b`);
    });
  }
});

describe('DescribeActivity', () => {
  test('gives back what was created', {
    cites: [
      'sfn:DescribeActivity/response/activityArn/type',
      'sfn:DescribeActivity/response/name/type',
      'sfn:DescribeActivity/response/creationDate/type',
    ],
    requires,
  }, async ({ sfn, machines }) => {
    const name = machines.freshName();
    const { activityArn, creationDate } = (await sfn.createActivity({ name })).output;
    const described = (await sfn.describeActivity({ activityArn })).output;
    expect(described).toMatchObject({ activityArn, name, creationDate });
    await sfn.deleteActivity({ activityArn });
  });

  test('refuses the ARN of no activity', {
    cites: ['sfn:DescribeActivity/error/ActivityDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
    requires,
  }, async ({ sfn, activities }) => {
    const activity = await activities.create();
    expect(await sfn.describeActivity({ activityArn: `${activity.arn}-gone` })).toFailWith('ActivityDoesNotExist');
    expect(await sfn.describeActivity({ activityArn: activity.arn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:DescribeActivity/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
    requires,
  }, async ({ sfn, activities }) => {
    const activity = await activities.create();
    expect(await sfn.describeActivity({ activityArn: activity.name })).toFailWith('InvalidArn');
    expect(await sfn.describeActivity({ activityArn: activity.arn })).toSucceed();
  });
});

describe('DeleteActivity', () => {
  test('makes the activity unknown', {
    cites: ['sfn:DeleteActivity/behaviour/gone', 'sfn:DeleteActivity/response/empty'],
    requires,
  }, async ({ sfn, activities }) => {
    const activity = await activities.create();
    expect(await sfn.describeActivity({ activityArn: activity.arn })).toSucceed();

    expect(await sfn.deleteActivity({ activityArn: activity.arn })).toSucceed();

    expect(await sfn.describeActivity({ activityArn: activity.arn })).toFailWith('ActivityDoesNotExist');
    expect(await sfn.getActivityTask({ activityArn: activity.arn })).toFailWith('ActivityDoesNotExist');
  });

  test('succeeds a second time', {
    cites: ['sfn:DeleteActivity/behaviour/twice'],
    requires,
  }, async ({ sfn, activities }) => {
    const activity = await activities.create();
    expect(await sfn.deleteActivity({ activityArn: activity.arn })).toSucceed();
    expect(await sfn.deleteActivity({ activityArn: activity.arn })).toSucceed();
    expect(await sfn.describeActivity({ activityArn: activity.arn })).toFailWith('ActivityDoesNotExist');
  });

  test('refuses what is no ARN', {
    cites: ['sfn:DeleteActivity/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
    requires,
  }, async ({ sfn, activities }) => {
    const activity = await activities.create();
    expect(await sfn.deleteActivity({ activityArn: activity.name })).toFailWith('InvalidArn');
    expect(await sfn.deleteActivity({ activityArn: activity.arn })).toSucceed();
  });
});

describe('GetActivityTask', () => {
  test('hands out the input of a scheduled task, and a token', {
    cites: [
      'sfn:GetActivityTask/behaviour/hands-out-the-task',
      'sfn:GetActivityTask/response/input/type',
      'sfn:GetActivityTask/response/taskToken/type',
    ],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    await executions.start(await machines.create(task(activity.arn)), { input: { order: 7 } });

    const { input, taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn })).output;

    expect(parsed(input, 'the input')).toEqual({ order: 7 });
    expect(taskToken).toBeTypeOf('string');
    expect(taskToken.length).toBeGreaterThan(0);
  });

  test('waits until a task is scheduled', {
    cites: ['sfn:GetActivityTask/behaviour/waits-for-a-task'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const machine = await machines.create(task(activity.arn));
    const poll = sfn.getActivityTask({ activityArn: activity.arn });

    await executions.start(machine, { input: { order: 8 } });

    expect(parsed((await poll).output.input, 'the input')).toEqual({ order: 8 });
  });

  test('gives a task to one poll only', {
    cites: ['sfn:GetActivityTask/behaviour/one-worker-a-task'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const machine = await machines.create(task(activity.arn));
    const polls = [
      sfn.getActivityTask({ activityArn: activity.arn }),
      sfn.getActivityTask({ activityArn: activity.arn }),
    ];
    await executions.start(machine, { input: { order: 1 } });
    await executions.start(machine, { input: { order: 2 } });

    const [one, two] = await Promise.all(polls);
    await restsOn('sfn:GetActivityTask/behaviour/waits-for-a-task', () => {
      for (const poll of [one!, two!]) expect(poll.output.taskToken, 'the token of a task').toBeTypeOf('string');
    });

    expect([one!.output.input, two!.output.input].map((input) => parsed(input, 'the input'))).toEqual(
      expect.arrayContaining([{ order: 1 }, { order: 2 }]),
    );
    expect(one!.output.taskToken).not.toBe(two!.output.taskToken);
  });

  test('gives a task that a worker has to no other', {
    cites: ['sfn:GetActivityTask/behaviour/one-worker-a-task'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const machine = await machines.create(task(activity.arn));
    const poll = async () => (await sfn.getActivityTask({ activityArn: activity.arn })).output;
    await executions.start(machine, { input: { order: 1 } });
    const first = await poll();
    await executions.start(machine, { input: { order: 2 } });
    const second = await poll();
    expect([first, second].map(({ input }) => parsed(input, 'the input'))).toEqual([{ order: 1 }, { order: 2 }]);
    expect(second.taskToken).not.toBe(first.taskToken);
  });

  test('answers an empty poll after at most 60 seconds, without a token', {
    cites: ['sfn:GetActivityTask/behaviour/empty-poll'],
    requires: ['activity-workers'],
    budgetMs: 90_000,
  }, async ({ sfn, activities, clock }) => {
    const activity = await activities.create();
    const poll = sfn.getActivityTask({ activityArn: activity.arn }, { timeoutMs: 75_000 });
    await Promise.race([clock.sleep(66_000), poll]);
    const { taskToken } = (await poll).output as { taskToken?: string | null };
    expect(taskToken || undefined).toBe(undefined);
    // The control: the same poll gets a token when there is a task.
    expect((await sfn.describeActivity({ activityArn: activity.arn })).output.name).toBe(activity.name);
  });

  test('keeps the name of the worker in the history', {
    cites: ['sfn:GetActivityTask/behaviour/worker-name-in-history', 'sfn:ActivityStartedEventDetails/workerName/type'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const { executionArn } = await executions.start(await machines.create(task(activity.arn)));
    const { taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn, workerName: 'night shift' })).output;
    expect(await sfn.sendTaskSuccess({ taskToken, output: '{}' })).toSucceed();
    await executions.finish(executionArn);
    const history = await executions.history(executionArn);
    const started = await restsOn('history:activity-chain', () => {
      const event = history.find(({ type }) => type === 'ActivityStarted');
      expect(event?.type, 'the event of the activity').toBe('ActivityStarted');
      return event!;
    });
    expect(started.activityStartedEventDetails).toMatchObject({ workerName: 'night shift' });
  });

  test('refuses the ARN of no activity', {
    cites: ['sfn:GetActivityTask/error/ActivityDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    await executions.start(await machines.create(task(activity.arn)));
    expect(await sfn.getActivityTask({ activityArn: `${activity.arn}-gone` })).toFailWith('ActivityDoesNotExist');
    expect(await sfn.getActivityTask({ activityArn: activity.arn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:GetActivityTask/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    await executions.start(await machines.create(task(activity.arn)));
    expect(await sfn.getActivityTask({ activityArn: activity.name })).toFailWith('InvalidArn');
    expect(await sfn.getActivityTask({ activityArn: activity.arn })).toSucceed();
  });

  test('refuses the ARN of something else', {
    cites: ['sfn:GetActivityTask/error/InvalidArn'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const machine = await machines.create(waitFor(60));
    await executions.start(await machines.create(task(activity.arn)));
    const refusal = await sfn.getActivityTask({ activityArn: machine.arn });
    // Which of the two is silent in the reference: the ARN names no activity either way.
    expect(refusal).toFailWith(['InvalidArn', 'ActivityDoesNotExist']);
    expect(await sfn.getActivityTask({ activityArn: activity.arn })).toSucceed();
  });
});
