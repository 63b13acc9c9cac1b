import { type CaseContext, describe, expect, Inconclusive, test } from '../../harness/index.js';
import { chain, echo, waitFor } from '../definitions.js';
import { enteredStates } from '../entered-states.js';
import { isShared, OTHERS_CHANGED_IT, undisturbed } from '../undisturbed.js';
import { pageOf, pages } from './pages.js';
import { constraintErrors } from './refusals.js';

/** One of the operations that answer by pages, and how to fill what it lists. */
interface Listing {
  readonly operation: 'ListStateMachines' | 'ListActivities' | 'ListExecutions' | 'GetExecutionHistory';
  readonly requires?: readonly ['activities'];
  /** Makes at least five things to list. @returns the request, and the keys of what was made, in the order of making */
  prepare(context: CaseContext): Promise<{ request: Record<string, unknown>; made: string[] }>;
  /** The keys of the items on a page. */
  items(page: Record<string, unknown>): string[];
}

const keys = (page: Record<string, unknown>, list: string, key: string): string[] =>
  (page[list] as Record<string, unknown>[]).map((item) => String(item[key]));

const several = [1, 2, 3, 4, 5];

const listings: readonly Listing[] = [
  {
    operation: 'ListStateMachines',
    async prepare({ machines }) {
      const made: string[] = [];
      for (const _ of several) made.push((await machines.create(echo())).arn);
      return { request: {}, made };
    },
    items: (page) => keys(page, 'stateMachines', 'stateMachineArn'),
  },
  {
    operation: 'ListActivities',
    requires: ['activities'],
    async prepare({ activities }) {
      const made: string[] = [];
      for (const _ of several) made.push((await activities.create()).arn);
      return { request: {}, made };
    },
    items: (page) => keys(page, 'activities', 'activityArn'),
  },
  {
    operation: 'ListExecutions',
    async prepare({ machines, executions }) {
      const machine = await machines.create(waitFor(60));
      const made: string[] = [];
      for (const _ of several) made.push((await executions.start(machine)).executionArn);
      return { request: { stateMachineArn: machine.arn }, made };
    },
    items: (page) => keys(page, 'executions', 'executionArn'),
  },
  {
    operation: 'GetExecutionHistory',
    async prepare({ executions }) {
      const { executionArn, history } = await executions.run(
        chain({ First: { Type: 'Pass' }, Then: { Type: 'Pass' } }),
      );
      // The control: it is the history of this execution that is read by pages.
      expect(enteredStates(history)).toEqual(['First', 'Then']);
      return { request: { executionArn }, made: history.map((event) => String(event.id)) };
    },
    items: (page) => keys(page, 'events', 'id'),
  },
];

for (const { operation, requires, prepare, items } of listings) {
  const wants = requires && { requires };
  const list = {
    ListStateMachines: 'stateMachines',
    ListActivities: 'activities',
    ListExecutions: 'executions',
    GetExecutionHistory: 'events',
  }[operation];

  describe(operation, () => {
    for (const maxResults of [1, 2, 1000]) {
      test(`gives all items by pages of ${maxResults}, each once`, {
        cites: [
          'sfn:List/behaviour/pages-concatenate',
          'sfn:List/behaviour/page-size-is-a-limit',
          'sfn:List/behaviour/last-page-has-no-token',
          `sfn:${operation}/response/${list}/type`,
        ],
        ...wants,
      }, async (context) => {
        const { request, made } = await prepare(context);
        expect(new Set(made).size, 'things made').toBe(made.length);
        const whole = async () => (await pages(context, operation, { ...request, maxResults: 1000 })).flatMap(items);
        await context.clock.until(
          async () => {
            const listed = await whole();
            return made.every((key) => listed.includes(key));
          },
          { what: 'what was made is listed' },
        );

        const check = async () => {
          const all = await pages(context, operation, { ...request, maxResults });

          for (const page of all) expect(items(page).length).toBeLessThanOrEqual(maxResults);
          const listed = all.flatMap(items);
          expect(new Set(listed).size, 'each item once').toBe(listed.length);
          expect(listed).toEqual(expect.arrayContaining(made));
          if (maxResults === 1) expect(all.length).toBeGreaterThanOrEqual(made.length);
        };
        if (!isShared(context, operation)) return await check();
        const checked = await undisturbed(async () => (await whole()).sort(), check);
        if (checked === undefined) throw new Inconclusive('harness', OTHERS_CHANGED_IT);
      });
    }

    test('takes a page size of 0 for the default', {
      cites: ['sfn:List/behaviour/zero-is-default', `sfn:${operation}/request/maxResults/min`],
      ...wants,
    }, async (context) => {
      const { request, made } = await prepare(context);
      await context.clock.until(
        async () => {
          const listed = (await pages(context, operation, { ...request, maxResults: 0 })).flatMap(items);
          return made.every((key) => listed.includes(key));
        },
        { what: 'a page size of 0 lists all that was made' },
      );
      const withDefault = items(pageOf(await context.sfn.call(operation, request)));
      const withZero = items(pageOf(await context.sfn.call(operation, { ...request, maxResults: 0 })));
      expect(withDefault.length).toBeGreaterThanOrEqual(made.length);
      expect(withZero.length).toBeGreaterThanOrEqual(made.length);
    });

    test('refuses a token that it never gave', {
      cites: ['sfn:List/behaviour/forged-token', `sfn:${operation}/error/InvalidToken`],
      ...wants,
    }, async (context) => {
      const { request } = await prepare(context);
      const forged = await context.sfn.call(operation, { ...request, nextToken: 'AAAAforged+token==' });
      expect(forged).toFailWith('InvalidToken');
      expect(await context.sfn.call(operation, request)).toSucceed();
    });
  });
}

describe('ListExecutions', () => {
  test('takes another page size with a token', {
    cites: ['sfn:List/behaviour/other-page-size-with-token', 'sfn:ListExecutions/response/nextToken/type'],
  }, async (context) => {
    const { sfn, machines, executions, clock } = context;
    const machine = await machines.create(waitFor(60));
    for (const _ of several) await executions.start(machine);
    const listed = async (maxResults: number, nextToken?: string) => {
      const asked = { stateMachineArn: machine.arn, maxResults, ...(nextToken !== undefined && { nextToken }) };
      const page = pageOf(await sfn.call('ListExecutions', asked));
      return { arns: keys(page, 'executions', 'executionArn'), next: page.nextToken };
    };
    const first = await clock.until(
      async () => {
        const page = await listed(2);
        return (page.arns.length > 2 || (page.arns.length > 0 && page.next !== undefined)) && page;
      },
      { what: 'a page, and a token for the next' },
    );
    if (first.arns.length > 2) {
      const reason = `Not judged: a page of two holds ${first.arns.length}, so there is no page size to change.`;
      throw new Inconclusive('target', reason);
    }
    const second = await clock.until(
      async () => {
        const page = await listed(3, first.next);
        return page.arns.length > 0 && page;
      },
      { what: 'the page of a token has items' },
    );
    expect(second.arns.length).toBeLessThanOrEqual(3);
    expect(second.arns.filter((arn) => first.arns.includes(arn))).toEqual([]);
  });

  test('lists the newest first', {
    cites: ['sfn:ListExecutions/behaviour/newest-first'],
    editions: ['current'],
  }, async ({ sfn, machines, executions, clock }) => {
    const machine = await machines.create(waitFor(60));
    const started: string[] = [];
    for (const _ of several) {
      started.push((await executions.start(machine)).executionArn);
      await clock.sleep(20);
    }
    const listed = await clock.until(
      async () => {
        const page = (await sfn.listExecutions({ stateMachineArn: machine.arn })).output;
        return page.executions.length >= started.length && page.executions;
      },
      { what: 'all executions are listed' },
    );
    expect(listed.map((item) => item.executionArn)).toEqual(started.reverse());
  });

  test('filters by status', {
    cites: [
      'sfn:ListExecutions/behaviour/status-filter',
      'sfn:ListExecutions/request/statusFilter/enum',
      'sfn:ExecutionListItem/status/enum',
    ],
  }, async (context) => {
    const { sfn, machines, executions } = context;
    const machine = await machines.create({
      StartAt: 'Which',
      States: {
        Which: {
          Type: 'Choice',
          Choices: [{ Variable: '$.end', StringEquals: 'well', Next: 'Well' }],
          Default: 'Hold',
        },
        Well: { Type: 'Pass', End: true },
        Hold: { Type: 'Wait', Seconds: 600, End: true },
      },
    });
    const start = async (end: string) => (await executions.start(machine, { input: { end } })).executionArn;
    const ends: Record<string, string> = {
      SUCCEEDED: await start('well'),
      RUNNING: await start('never'),
      ABORTED: await start('never'),
    };
    await executions.finish(ends.SUCCEEDED!);
    expect(await sfn.stopExecution({ executionArn: ends.ABORTED })).toSucceed();

    for (const [statusFilter, executionArn] of Object.entries(ends)) {
      const listed = await context.clock.until(
        async () => {
          const page = (await sfn.listExecutions({ stateMachineArn: machine.arn, statusFilter })).output;
          return page.executions.length > 0 && page.executions;
        },
        { what: `the execution is listed as ${statusFilter}` },
      );
      expect(listed.map((item) => [item.executionArn, item.status])).toEqual([[executionArn, statusFilter]]);
    }
    const none = (await sfn.listExecutions({ stateMachineArn: machine.arn, statusFilter: 'TIMED_OUT' })).output;
    expect(none.executions).toEqual([]);
  });

  test('lists the executions of its machine only', {
    cites: ['sfn:ListExecutions/behaviour/of-the-machine'],
  }, async ({ sfn, machines, executions, clock }) => {
    const [one, two] = [await machines.create(waitFor(60)), await machines.create(waitFor(60))];
    const mine = (await executions.start(one)).executionArn;
    const other = (await executions.start(two)).executionArn;
    expect(other).not.toBe(mine);
    const listed = async (arn: string) =>
      (await sfn.listExecutions({ stateMachineArn: arn })).output.executions.map((item) => item.executionArn);
    await clock.until(async () => (await listed(one.arn)).length > 0, { what: 'the execution is listed' });
    await clock.until(async () => (await listed(two.arn)).length > 0, { what: 'the other execution is listed' });

    expect(await listed(one.arn)).toEqual([mine]);
    expect(await listed(two.arn)).toEqual([other]);
  });

  test('agrees with DescribeExecution', {
    cites: [
      'sfn:ListExecutions/behaviour/agrees-with-describe',
      'sfn:ExecutionListItem/executionArn/type',
      'sfn:ExecutionListItem/name/type',
      'sfn:ExecutionListItem/startDate/type',
      'sfn:ExecutionListItem/stateMachineArn/type',
      'sfn:ExecutionListItem/stopDate/type',
    ],
  }, async ({ sfn, machines, executions, clock }) => {
    const machine = await machines.create(echo());
    const { description } = await executions.run(machine);
    const item = await clock.until(
      async () => {
        const page = (await sfn.listExecutions({ stateMachineArn: machine.arn })).output;
        return page.executions.find((one) => one.status === 'SUCCEEDED');
      },
      { what: 'the execution is listed as SUCCEEDED' },
    );
    const { executionArn, stateMachineArn, name, status, startDate, stopDate } = description;
    expect(item).toMatchObject({ executionArn, stateMachineArn, name, status, startDate, stopDate });
  });

  test('refuses the ARN of no machine', {
    cites: ['sfn:ListExecutions/error/StateMachineDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.listExecutions({ stateMachineArn: `${machine.arn}-gone` })).toFailWith('StateMachineDoesNotExist');
    expect(await sfn.listExecutions({ stateMachineArn: machine.arn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:ListExecutions/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.listExecutions({ stateMachineArn: machine.name })).toFailWith('InvalidArn');
    expect(await sfn.listExecutions({ stateMachineArn: machine.arn })).toSucceed();
  });

  test('refuses a status in lower case', {
    cites: ['sfn:ListExecutions/request/statusFilter/enum'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const filtered = (statusFilter: string) => sfn.listExecutions({ stateMachineArn: machine.arn, statusFilter });
    expect(await filtered('succeeded')).toFailWith(constraintErrors('statusFilter'));
    expect(await filtered('SUCCEEDED')).toSucceed();
  });
});

describe('ListStateMachines', () => {
  test('lists what exists, with its name and creation date', {
    cites: [
      'sfn:ListStateMachines/behaviour/lists-what-exists',
      'sfn:StateMachineListItem/stateMachineArn/type',
      'sfn:StateMachineListItem/name/type',
      'sfn:StateMachineListItem/creationDate/type',
    ],
  }, async (context) => {
    const { sfn, machines, clock } = context;
    const machine = await machines.create(echo());
    const { creationDate } = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
    const item = await clock.until(
      async () => {
        const all = await pages(context, 'ListStateMachines', { maxResults: 1000 });
        return all
          .flatMap((page) => page.stateMachines as Record<string, unknown>[])
          .find((one) => one.stateMachineArn === machine.arn);
      },
      { what: 'the machine is listed' },
    );
    expect(item).toMatchObject({ stateMachineArn: machine.arn, name: machine.name, creationDate });
  });
});

describe('ListActivities', () => {
  test('lists what exists, with its name and creation date', {
    cites: [
      'sfn:ListActivities/behaviour/lists-what-exists',
      'sfn:ActivityListItem/activityArn/type',
      'sfn:ActivityListItem/name/type',
      'sfn:ActivityListItem/creationDate/type',
    ],
    requires: ['activities'],
  }, async (context) => {
    const { sfn, activities, clock } = context;
    const activity = await activities.create();
    const { creationDate } = (await sfn.describeActivity({ activityArn: activity.arn })).output;
    const item = await clock.until(
      async () => {
        const all = await pages(context, 'ListActivities', { maxResults: 1000 });
        return all
          .flatMap((page) => page.activities as Record<string, unknown>[])
          .find((one) => one.activityArn === activity.arn);
      },
      { what: 'the activity is listed' },
    );
    expect(item).toMatchObject({ activityArn: activity.arn, name: activity.name, creationDate });
  });
});
