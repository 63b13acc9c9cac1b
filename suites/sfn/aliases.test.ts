import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { echo, waitFor } from '../definitions.js';
import { prepared } from '../precondition.js';
import { pages } from './pages.js';

const common = { requires: ['aliases', 'versions', 'update-machine'], editions: ['current'] } as const;

/** A machine with two versions. */
async function versioned({ sfn, machines }: CaseContext) {
  const machine = await machines.create(echo());
  const publish = async () =>
    (await sfn.publishStateMachineVersion({ stateMachineArn: machine.arn })).output.stateMachineVersionArn;
  const one = await publish();
  expect(
    await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition: JSON.stringify(waitFor(1)) }),
  ).toSucceed();
  const two = await publish();
  return { machine, one, two };
}

const route = (...weights: [string, number][]) =>
  weights.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight }));

describe('CreateStateMachineAlias', () => {
  test('returns the ARN of the machine with the name of the alias', {
    cites: [
      'sfn:CreateStateMachineAlias/response/stateMachineAliasArn/type',
      'sfn:DescribeStateMachineAlias/response/routingConfiguration/type',
      'sfn:DescribeStateMachineAlias/response/name/type',
      'sfn:DescribeStateMachineAlias/response/description/type',
    ],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { machine, one, two } = await versioned(context);
    const routingConfiguration = route([one, 30], [two, 70]);
    const created = await sfn.createStateMachineAlias({
      name: 'live',
      description: 'what users get',
      routingConfiguration,
    });
    const { stateMachineAliasArn } = created.output;

    expect(stateMachineAliasArn).toBe(`${machine.arn}:live`);
    const described = (await sfn.describeStateMachineAlias({ stateMachineAliasArn })).output;
    expect(described).toMatchObject({
      stateMachineAliasArn,
      name: 'live',
      description: 'what users get',
      routingConfiguration,
    });
    expect(await sfn.deleteStateMachineAlias({ stateMachineAliasArn })).toSucceed();
  });

  test('gives the same alias when all is the same, and refuses other routes', {
    cites: [
      'sfn:CreateStateMachineAlias/behaviour/identical-twice',
      'sfn:CreateStateMachineAlias/behaviour/other-routes',
      'sfn:CreateStateMachineAlias/error/ConflictException',
    ],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { one, two } = await versioned(context);
    const request = { name: 'live', routingConfiguration: route([one, 100]) };
    const first = (await sfn.createStateMachineAlias(request)).output;
    const second = (await sfn.createStateMachineAlias(request)).output;
    expect(second.stateMachineAliasArn).toBe(first.stateMachineAliasArn);
    const other = await sfn.createStateMachineAlias({ ...request, routingConfiguration: route([two, 100]) });
    expect(other).toFailWith('ConflictException');
    expect(await sfn.deleteStateMachineAlias(first)).toSucceed();
  });

  for (const [fault, statement, spoil] of [
    ['weights that do not sum to 100', 'weights', (one: string, two: string) => route([one, 70], [two, 29])],
    ['one version twice', 'distinct-versions', (one: string) => route([one, 50], [one, 50])],
    ['the machine itself', 'versions-only', (one: string) => route([one.replace(/:\d+$/, ''), 100])],
  ] as const) {
    test(`refuses ${fault}`, {
      cites: [
        `sfn:CreateStateMachineAlias/behaviour/${statement}`,
        'sfn:CreateStateMachineAlias/error/ValidationException',
      ],
      ...common,
    }, async (context) => {
      const { sfn } = context;
      const { one, two } = await versioned(context);
      const refused = await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: spoil(one, two) });
      expect(refused).toFailWith('ValidationException');
      const twin = await sfn.createStateMachineAlias({
        name: 'live',
        routingConfiguration: route([one, 50], [two, 50]),
      });
      expect(twin).toSucceed();
      expect(await sfn.deleteStateMachineAlias(twin.output)).toSucceed();
    });
  }
});

describe('An alias', () => {
  test('shows what it was updated to', {
    cites: [
      'sfn:UpdateStateMachineAlias/behaviour/takes-effect',
      'sfn:UpdateStateMachineAlias/response/updateDate/type',
    ],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { one, two } = await versioned(context);
    const created = (await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: route([one, 100]) }))
      .output;
    const { stateMachineAliasArn } = created;
    const routingConfiguration = route([one, 10], [two, 90]);
    const update = { stateMachineAliasArn, description: 'rolling', routingConfiguration };
    expect((await sfn.updateStateMachineAlias(update)).output.updateDate).toBeTypeOf('number');
    const described = (await sfn.describeStateMachineAlias({ stateMachineAliasArn })).output;
    expect(described).toMatchObject({ description: 'rolling', routingConfiguration });
    expect(await sfn.deleteStateMachineAlias({ stateMachineAliasArn })).toSucceed();
  });

  test('is listed with its machine, by pages', {
    cites: [
      'sfn:List/behaviour/page-size-is-a-limit',
      'sfn:List/behaviour/pages-concatenate',
      'sfn:ListStateMachineAliases/response/stateMachineAliases/type',
    ],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { machine, one } = await versioned(context);
    const made: string[] = [];
    for (const name of ['blue', 'green', 'red']) {
      const created = await sfn.createStateMachineAlias({ name, routingConfiguration: route([one, 100]) });
      made.push(created.output.stateMachineAliasArn);
    }
    const all = await pages(context, 'ListStateMachineAliases', { stateMachineArn: machine.arn, maxResults: 2 });
    const listed = all.map((page) => page.stateMachineAliases as readonly { stateMachineAliasArn: string }[]);
    for (const items of listed) expect(items.length).toBeLessThanOrEqual(2);
    // A token is there only where more is to come.
    expect(listed.at(-1)).not.toEqual([]);
    expect(
      listed
        .flat()
        .map((item) => item.stateMachineAliasArn)
        .sort(),
    ).toEqual(made.sort());
    for (const stateMachineAliasArn of made) await sfn.deleteStateMachineAlias({ stateMachineAliasArn });
  });

  test('starts the version that it routes to', {
    cites: ['sfn:StartExecution/behaviour/of-an-alias'],
    ...common,
  }, async (context) => {
    const { sfn, executions } = context;
    const { machine, one } = await versioned(context);
    const created = (await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: route([one, 100]) }))
      .output;
    const input = JSON.stringify({ by: machine.name });
    const { executionArn } = await executions.start(created.stateMachineAliasArn, { input });
    const description = await executions.finish(executionArn);
    expect(description).toMatchObject({
      input,
      stateMachineArn: machine.arn,
      stateMachineVersionArn: one,
      stateMachineAliasArn: created.stateMachineAliasArn,
    });
    expect(await sfn.deleteStateMachineAlias(created)).toSucceed();
  });

  test('lists the executions that were started by it', {
    cites: ['sfn:ListExecutions/behaviour/of-an-alias'],
    ...common,
  }, async (context) => {
    const { sfn, executions, clock } = context;
    const { machine, one } = await versioned(context);
    const created = (await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: route([one, 100]) }))
      .output;
    const { executionArn } = await prepared(async () => {
      await executions.start(machine.arn);
      return executions.start(created.stateMachineAliasArn);
    });
    const listed = async (stateMachineArn: string) =>
      (await sfn.listExecutions({ stateMachineArn })).output.executions.map((item) => item.executionArn);
    await clock.until(async () => (await listed(machine.arn)).length === 2, { what: 'both executions are listed' });
    expect(await listed(created.stateMachineAliasArn)).toEqual([executionArn]);
    expect(await sfn.deleteStateMachineAlias(created)).toSucceed();
  });

  test('keeps its versions from being deleted', {
    cites: ['sfn:DeleteStateMachineVersion/behaviour/in-use', 'sfn:DeleteStateMachineVersion/error/ConflictException'],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { one, two } = await versioned(context);
    const created = (await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: route([one, 100]) }))
      .output;
    expect(await sfn.deleteStateMachineVersion({ stateMachineVersionArn: one })).toFailWith('ConflictException');
    expect(await sfn.deleteStateMachineVersion({ stateMachineVersionArn: two })).toSucceed();
    expect(await sfn.deleteStateMachineAlias(created)).toSucceed();
    expect(await sfn.deleteStateMachineVersion({ stateMachineVersionArn: one })).toSucceed();
  });

  test('is gone after its deletion', {
    cites: ['sfn:DescribeStateMachineAlias/error/ResourceNotFound', 'sfn:DeleteStateMachineAlias/response/empty'],
    ...common,
  }, async (context) => {
    const { sfn } = context;
    const { one } = await versioned(context);
    const created = (await sfn.createStateMachineAlias({ name: 'live', routingConfiguration: route([one, 100]) }))
      .output;
    const { stateMachineAliasArn } = created;
    expect(await sfn.describeStateMachineAlias({ stateMachineAliasArn })).toSucceed();
    expect(await sfn.deleteStateMachineAlias({ stateMachineAliasArn })).toSucceed();
    expect(await sfn.describeStateMachineAlias({ stateMachineAliasArn })).toFailWith('ResourceNotFound');
  });
});
