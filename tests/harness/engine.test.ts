import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Served, serveEngine } from '../../engine/index.js';
import type { CaseBody, CaseContext } from '../../harness/context.js';
import { type LambdaRelay, serveLambdaRelay } from '../../harness/lambda-relay.js';
import { removeLeftovers } from '../../harness/leftovers.js';
import '../../harness/matchers.js';
import type { CasePlan } from '../../harness/record.js';
import { runCase } from '../../harness/run-case.js';
import { fail, heartbeats, late, never, reply, succeed } from '../../harness/script.js';
import type { ConformanceRun, TargetInfo } from '../../harness/target.js';
import { makeWorker } from '../../harness/worker.js';
import { planOf, runOn, runOne } from './worker-for.js';

let relay: LambdaRelay;
let served: Served;
beforeAll(async () => {
  relay = await serveLambdaRelay();
  served = await serveEngine({ clock: 'virtual', lambdaEndpoint: relay.endpoint });
  return async () => {
    await served.close();
    await relay.close();
  };
});

const reference = (): Partial<TargetInfo> => ({
  isolation: 'account',
  clock: { kind: 'virtual', control: `${served.url}/_engine/clock` },
  isReference: true,
  lambdaEndpoint: relay.endpoint,
});

/** Runs a case on the engine. It passes, breaks no rule, and needs no time to speak of. */
async function passes(body: CaseBody, plan: Partial<CasePlan> = {}, run: Partial<ConformanceRun> = {}) {
  const record = await runOne(runOn(served.url, reference(), run), body, plan);
  expect(record).toMatchObject({ verdict: 'pass', notes: [] });
  expect(record.contract.filter(({ violations }) => violations > 0)).toEqual([]);
  return record;
}

const task = (fields: object = {}) => ({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: 'task:work', End: true, ...fields } },
});
const wait = (seconds: number) => ({
  StartAt: 'Hold',
  States: { Hold: { Type: 'Wait', Seconds: seconds, End: true } },
});
const seconds = (outcome: { description: { startDate: number; stopDate: number } }) =>
  outcome.description.stopDate - outcome.description.startDate;

describe.for(['wire', 'sdk'] as const)('through the %s client', (client) => {
  test('a machine of one state', async () => {
    const record = await passes(
      async ({ executions }) => {
        const machine = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
        const outcome = await executions.run(machine, { input: { a: 1 } });
        expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 } });
        expect(outcome.history).toHaveEvents([
          { type: 'ExecutionStarted', previousEventId: 0, details: { input: '{"a":1}', roleArn: expect.any(String) } },
          { type: 'PassStateEntered', previousEventId: 0, details: { name: 'A', input: '{"a":1}' } },
          { type: 'PassStateExited', previousEventId: 2, details: { name: 'A', output: '{"a":1}' } },
          { type: 'ExecutionSucceeded', previousEventId: 3, details: { output: '{"a":1}' } },
        ]);
      },
      { cites: ['history:ids', 'wire:response/status'] },
      { client },
    );
    // The fifth is the clean-up, which is always ours.
    expect(record.exchanges).toEqual({ total: 5, sdk: client === 'sdk' ? 4 : 0, fallbacks: 0, unanswered: 0 });
  });

  test('a refusal', async () => {
    await passes(
      async ({ sfn }) => {
        const refused = await sfn.describeExecution({ executionArn: 'no ARN' });
        expect(refused).toFailWith('InvalidArn');
        expect(refused.error).toMatchObject({ type: 'InvalidArn', status: 400 });
      },
      {},
      { client },
    );
  });

  test('times are seconds since the epoch', async () => {
    await passes(
      async ({ sfn, machines }) => {
        const machine = await machines.create(wait(1));
        const described = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
        expect(described.creationDate).toBeTypeOf('number');
        const listed = (await sfn.listStateMachines()).output.stateMachines;
        expect(listed.map(({ creationDate }) => creationDate)).toEqual([described.creationDate]);
      },
      {},
      { client },
    );
  });

  test('an activity, and a request that the SDK can not send', async () => {
    const record = await passes(
      async ({ executions, sfn }) => {
        const outcome = await executions.run(task(), { input: { n: 1 }, tasks: { work: [succeed({ m: 2 })] } });
        expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { m: 2 } });
        expect(await sfn.listActivities({ maxResults: null })).toSucceed();
      },
      {},
      { client },
    );
    expect(record.exchanges.fallbacks).toBe(client === 'sdk' ? 1 : 0);
  });
});

describe('time on a virtual clock', () => {
  const year = 365 * 24 * 3600;

  test('a year takes no time', async () => {
    await passes(async ({ executions, clock }) => {
      const before = await clock.now();
      const outcome = await executions.run(wait(year));
      expect(seconds(outcome)).toBe(year);
      expect((await clock.now()) - before).toBe(year * 1000);
    });
  });

  test('sleeping moves it by that much, and what is due on the way happens', async () => {
    await passes(async ({ executions, clock, machines, sfn }) => {
      const { executionArn } = await executions.start(await machines.create(wait(10)));
      await clock.sleep(9_999);
      expect((await sfn.describeExecution({ executionArn })).output.status).toBe('RUNNING');
      await clock.sleep(1);
      expect((await sfn.describeExecution({ executionArn })).output.status).toBe('SUCCEEDED');
    });
  });

  test('an execution that nothing will ever end fails at once', async () => {
    const record = await runOne(runOn(served.url, reference()), async ({ executions }) => {
      await executions.run(task({}), { tasks: { work: [never()] } });
    });
    // The worker of the script goes on polling, a minute at a time: that must not count as something to wait for.
    const actual = 'RUNNING, and nothing is left to wait for';
    expect(record).toMatchObject({ verdict: 'fail', expected: 'the execution ends', actual });
  });

  test('a worker that polls does not hold up a year', async () => {
    await passes(async ({ executions, tasks }) => {
      const Resource = await tasks.activity([succeed(1)]);
      const machine = {
        StartAt: 'Hold',
        States: { Hold: { Type: 'Wait', Seconds: year, Next: 'Work' }, Work: { Type: 'Task', Resource, End: true } },
      };
      expect(seconds(await executions.run(machine))).toBe(year);
    });
  });

  test('several executions end in the order of their times', async () => {
    await passes(async ({ executions, machines }) => {
      const machine = await machines.create({
        StartAt: 'Hold',
        States: { Hold: { Type: 'Wait', SecondsPath: '$', End: true } },
      });
      const ended: number[] = [];
      await Promise.all(
        [30, 10, 20].map(async (input) => {
          expect(seconds(await executions.run(machine, { input }))).toBe(input);
          ended.push(input);
        }),
      );
      expect(ended).toEqual([10, 20, 30]);
    });
  });

  test('until asks again as time goes by', async () => {
    await passes(async ({ executions, machines, clock, sfn }) => {
      const { executionArn } = await executions.start(await machines.create(wait(5)));
      const what = 'the execution is listed as succeeded';
      const found = await clock.until(
        async () => {
          const { output } = await sfn.describeExecution({ executionArn });
          return output.status === 'SUCCEEDED' && output;
        },
        { what },
      );
      expect(found.stopDate - found.startDate).toBe(5);
      await expect(clock.until(() => false, { what: 'pigs fly', withinMs: 1_000 })).rejects.toMatchObject({
        name: 'Breach',
        expected: 'pigs fly',
      });
    });
  });

  test('a poll that finds no task is answered after its minute', async () => {
    await passes(async ({ activities, sfn, clock }) => {
      const { arn } = await activities.create();
      const before = await clock.now();
      const { taskToken } = (await sfn.getActivityTask({ activityArn: arn })).output;
      expect(taskToken ?? '').toBe('');
      expect((await clock.now()) - before).toBeGreaterThanOrEqual(60_000);
    });
  });

  test('a poll that is held gets the task that comes later', async () => {
    await passes(async ({ activities, executions, machines, sfn, clock }) => {
      const { arn } = await activities.create();
      const machine = await machines.create({
        StartAt: 'Hold',
        States: { Hold: { Type: 'Wait', Seconds: 7, Next: 'Work' }, Work: { Type: 'Task', Resource: arn, End: true } },
      });
      const before = await clock.now();
      const poll = sfn.getActivityTask({ activityArn: arn });
      const { executionArn } = await executions.start(machine, { input: { n: 1 } });
      const { taskToken, input } = (await poll).output;
      expect(input).toBe('{"n":1}');
      expect((await clock.now()) - before).toBe(7_000);
      expect(await sfn.sendTaskSuccess({ taskToken, output: '2' })).toSucceed();
      expect((await executions.finish(executionArn)).output).toBe('2');
    });
  });

  test('an execution that the caller waits for', async () => {
    await passes(async ({ machines, sfn }) => {
      const machine = await machines.create(wait(60), { type: 'EXPRESS' });
      const { status, startDate, stopDate } = (await sfn.startSyncExecution({ stateMachineArn: machine.arn })).output;
      expect([status, stopDate - startDate]).toEqual(['SUCCEEDED', 60]);
    });
  });
});

describe('scripts of tasks', () => {
  const retrying = (attempts: number) => ({
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: attempts, BackoffRate: 1 }],
  });

  describe.for(['activity', 'lambda'] as const)('carried by the kind %s', (kind) => {
    const on = async (
      { tasks }: CaseContext,
      script: Parameters<CaseContext['tasks']['activity']>[0],
      fields: object = {},
    ) => {
      const Resource = await tasks[kind](script);
      return {
        Resource,
        definition: { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, End: true, ...fields } } },
      };
    };

    test('succeed', async () => {
      await passes(async (context) => {
        const { definition, Resource } = await on(context, [succeed({ done: [1] })]);
        const outcome = await context.executions.run(definition, { input: { n: 1 } });
        expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { done: [1] } });
        expect(context.tasks.attempts(Resource).map(({ input }) => input)).toEqual([{ n: 1 }]);
      });
    });

    test('fail, then succeed: one step an attempt', async () => {
      await passes(async (context) => {
        const { definition, Resource } = await on(
          context,
          [fail('Broken', 'x'), fail('Broken'), succeed(7)],
          retrying(2),
        );
        const outcome = await context.executions.run(definition);
        expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: 7 });
        expect(context.tasks.attempts(Resource)).toHaveLength(3);
        expect(seconds(outcome)).toBeCloseTo(4, 5);
      });
    });

    test('more attempts than there are steps', async () => {
      await passes(async (context) => {
        const { definition } = await on(context, [fail('Broken')], retrying(1));
        expect(await context.executions.run(definition)).toMatchObject({
          status: 'FAILED',
          error: 'Conformance.ScriptEnded',
        });
      });
    });

    test('late: after the time-out', async () => {
      await passes(async (context) => {
        const { definition, Resource } = await on(context, [late(20, succeed(1))], { TimeoutSeconds: 5 });
        const outcome = await context.executions.run(definition);
        expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
        expect(seconds(outcome)).toBe(5);
        await context.clock.sleep(60_000);
        const [attempt] = context.tasks.attempts(Resource);
        if (kind === 'activity') expect(attempt?.answers[0]).toFailWith('TaskTimedOut');
      });
    });

    test('late: in time', async () => {
      await passes(async (context) => {
        const { definition } = await on(context, [late(20, succeed(1))], { TimeoutSeconds: 30 });
        const outcome = await context.executions.run(definition);
        expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: 1 });
        expect(seconds(outcome)).toBe(20);
      });
    });

    test('never', async () => {
      await passes(async (context) => {
        const { definition } = await on(context, [never()], { TimeoutSeconds: 90 });
        const outcome = await context.executions.run(definition);
        expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
        expect(seconds(outcome)).toBe(90);
      });
    });

    test('reply: by the input', async () => {
      await passes(async (context) => {
        const double = reply((input) => succeed(Number(input) * 2));
        const { Resource } = await on(context, [double, double, double]);
        const each = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, End: true } } };
        const map = { StartAt: 'All', States: { All: { Type: 'Map', ItemProcessor: each, End: true } } };
        expect(await context.executions.run(map, { input: [1, 2, 3] })).toMatchObject({ output: [2, 4, 6] });
      });
    });
  });

  test('heartbeats keep a task alive', async () => {
    await passes(async ({ executions, tasks }) => {
      const Resource = await tasks.activity([heartbeats(9, 5, succeed('alive'))]);
      const outcome = await executions.run(task({ Resource, HeartbeatSeconds: 10, TimeoutSeconds: 100 }));
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: 'alive' });
      expect(seconds(outcome)).toBe(45);
      expect(tasks.attempts(Resource)[0]?.answers.map(({ operation }) => operation)).toEqual([
        ...Array.from({ length: 5 }, () => 'SendTaskHeartbeat'),
        'SendTaskSuccess',
      ]);
    });
  });

  test('heartbeats that are too far apart do not', async () => {
    await passes(async ({ executions, tasks }) => {
      const Resource = await tasks.activity([heartbeats(11, 2, succeed('alive'))]);
      const outcome = await executions.run(task({ Resource, HeartbeatSeconds: 10, TimeoutSeconds: 100 }));
      expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
      expect(seconds(outcome)).toBe(10);
    });
  });

  test('a target without activities gets functions', async () => {
    const target = { ...reference(), capabilities: ['lambda-tasks'] as const };
    const record = await runOne(runOn(served.url, target), async ({ executions }) => {
      const outcome = await executions.run(task(), { input: {}, tasks: { work: [succeed('out')] } });
      expect(outcome.history.map(({ type }) => type)).toContain('LambdaFunctionSucceeded');
    });
    expect(record).toMatchObject({ verdict: 'pass' });
  });
});

test('parallel cases never see each other', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      passes(
        async ({ executions, sfn }) => {
          expect(seconds(await executions.run(wait(index * 1000)))).toBe(index * 1000);
          expect((await sfn.listStateMachines()).output.stateMachines).toHaveLength(1);
        },
        { id: `sfn/tests/parallel-${index}` },
      ),
    ),
  );
});

describe('what a case leaves undone', () => {
  const leaves = async (run: ConformanceRun): Promise<{ account: string; executionArn: string }> => {
    const worker = await makeWorker(run);
    let account = '';
    let executionArn = '';
    const { record } = await runCase(worker, planOf(), async ({ executions, machines, tasks, target, clock }) => {
      account = target.accountId;
      const machine = await machines.create(task({ Resource: await tasks.activity([never()]) }));
      executionArn = (await executions.start(machine)).executionArn;
      await clock.sleep(1);
      throw new Error('It ends here.');
    });
    expect(record).toMatchObject({ verdict: 'inconclusive', notes: [] });
    await worker.close();
    return { account, executionArn };
  };
  const list = async (operation: string, accountId: string) => await served.engine.call(operation, {}, { accountId });

  test('is cleaned up: executions, machines, and last of all activities', async () => {
    const { account, executionArn } = await leaves(runOn(served.url, reference()));
    expect(await list('ListStateMachines', account)).toEqual({ stateMachines: [] });
    expect(await list('ListActivities', account)).toEqual({ activities: [] });
    // The execution went with its machine, after it was stopped.
    const gone = served.engine.call('DescribeExecution', { executionArn }, { accountId: account });
    await expect(gone).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('an activity whose execution was cut short waits for the end of the run', async () => {
    const sharedFolder = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(sharedFolder, { recursive: true }));
    const run = runOn(served.url, reference(), { sharedFolder });
    const { account } = await leaves(run);
    expect(await list('ListStateMachines', account)).toEqual({ stateMachines: [] });
    expect(await list('ListActivities', account)).toMatchObject({ activities: [{}] });
    await removeLeftovers(run);
    expect(await list('ListActivities', account)).toEqual({ activities: [] });
  });

  test('is left to a target that is thrown away', async () => {
    const { account } = await leaves(runOn(served.url, { ...reference(), restarts: true }));
    expect(await list('ListActivities', account)).toMatchObject({ activities: [{}] });
  });
});
