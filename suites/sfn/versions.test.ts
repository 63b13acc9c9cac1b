import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { echo, waitFor } from '../definitions.js';
import { pages } from './pages.js';

const common = { requires: ['versions'], editions: ['current'] } as const;

async function publish({ sfn }: CaseContext, stateMachineArn: string, description?: string): Promise<string> {
  const request = { stateMachineArn, ...(description && { description }) };
  return (await sfn.publishStateMachineVersion(request)).output.stateMachineVersionArn;
}

/** Changes the machine, so that the next version is another one. */
async function change({ sfn }: CaseContext, stateMachineArn: string, seconds: number): Promise<void> {
  expect(await sfn.updateStateMachine({ stateMachineArn, definition: JSON.stringify(waitFor(seconds)) })).toSucceed();
}

describe('Versions', () => {
  test('are numbered from 1, and a number is never used again', {
    cites: [
      'sfn:PublishStateMachineVersion/behaviour/numbers',
      'sfn:PublishStateMachineVersion/response/stateMachineVersionArn/type',
      'sfn:DeleteStateMachineVersion/behaviour/twice',
      'sfn:DeleteStateMachineVersion/response/empty',
    ],
    requires: ['versions', 'update-machine'],
    editions: ['current'],
  }, async (context) => {
    const { sfn, machines } = context;
    const machine = await machines.create(echo());
    expect(await publish(context, machine.arn)).toBe(`${machine.arn}:1`);
    await change(context, machine.arn, 1);
    expect(await publish(context, machine.arn)).toBe(`${machine.arn}:2`);

    expect(await sfn.deleteStateMachineVersion({ stateMachineVersionArn: `${machine.arn}:2` })).toSucceed();
    expect(await sfn.deleteStateMachineVersion({ stateMachineVersionArn: `${machine.arn}:2` })).toSucceed();

    await change(context, machine.arn, 2);
    expect(await publish(context, machine.arn)).toBe(`${machine.arn}:3`);
  });

  test('are the same when nothing has changed', {
    cites: ['sfn:PublishStateMachineVersion/behaviour/same-revision'],
    ...common,
  }, async (context) => {
    const machine = await context.machines.create(echo());
    const first = await publish(context, machine.arn);
    expect(await publish(context, machine.arn)).toBe(first);
    // The control: another machine has a version of its own.
    expect(await publish(context, (await context.machines.create(echo())).arn)).not.toBe(first);
  });

  test('are refused for a revision that is not the current one', {
    cites: [
      'sfn:PublishStateMachineVersion/behaviour/other-revision',
      'sfn:PublishStateMachineVersion/error/ConflictException',
    ],
    requires: ['versions', 'update-machine'],
    editions: ['current'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const update = async (seconds: number) =>
      (await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition: JSON.stringify(waitFor(seconds)) }))
        .output;
    const { revisionId: old } = await update(1);
    const { revisionId } = await update(2);
    const request = { stateMachineArn: machine.arn };
    expect(await sfn.publishStateMachineVersion({ ...request, revisionId: old })).toFailWith('ConflictException');
    expect(await sfn.publishStateMachineVersion({ ...request, revisionId })).toSucceed();
  });

  test('are described with their ARN, description and definition', {
    cites: ['sfn:DescribeStateMachine/behaviour/of-a-version'],
    requires: ['versions', 'update-machine'],
    editions: ['current'],
  }, async (context) => {
    const { sfn, machines } = context;
    const machine = await machines.create(echo());
    const version = await publish(context, machine.arn, 'the first');
    await change(context, machine.arn, 1);

    const described = (await sfn.describeStateMachine({ stateMachineArn: version })).output;

    expect(described).toMatchObject({
      stateMachineArn: version,
      name: machine.name,
      description: 'the first',
      definition: machine.definition,
    });
  });

  test('are listed with the newest first, by pages', {
    cites: [
      'sfn:ListStateMachineVersions/behaviour/newest-first',
      'sfn:ListStateMachineVersions/response/stateMachineVersions/type',
      'sfn:ListStateMachineVersions/response/nextToken/type',
    ],
    requires: ['versions', 'update-machine'],
    editions: ['current'],
  }, async (context) => {
    const { machines } = context;
    const machine = await machines.create(echo());
    const made: string[] = [];
    for (const seconds of [1, 2, 3]) {
      await change(context, machine.arn, seconds);
      made.unshift(await publish(context, machine.arn));
    }
    const all = await pages(context, 'ListStateMachineVersions', { stateMachineArn: machine.arn, maxResults: 2 });
    const listed = all.map((page) => page.stateMachineVersions as readonly { stateMachineVersionArn: string }[]);
    for (const items of listed) expect(items.length).toBeLessThanOrEqual(2);
    // A token is there only where more is to come.
    expect(listed.at(-1)).not.toEqual([]);
    expect(listed.flat().map((item) => item.stateMachineVersionArn)).toEqual(made);
  });

  test('may be started, and list their own executions', {
    cites: [
      'sfn:StartExecution/behaviour/of-a-version',
      'sfn:ListExecutions/behaviour/of-a-version',
      'sfn:DescribeStateMachineForExecution/behaviour/plain-arn',
    ],
    requires: ['versions', 'update-machine'],
    editions: ['current'],
  }, async (context) => {
    const { sfn, machines, executions, clock } = context;
    const machine = await machines.create(echo());
    const version = await publish(context, machine.arn);
    await change(context, machine.arn, 600);
    await executions.start(machine);

    const { executionArn } = await executions.start(version, { input: { n: 1 } });
    const description = await executions.finish(executionArn);

    expect(executionArn.split(':').slice(-3, -1)).toEqual(['execution', machine.name]);
    expect(description).toMatchObject({
      status: 'SUCCEEDED',
      stateMachineArn: machine.arn,
      stateMachineVersionArn: version,
    });
    const listed = await clock.until(
      async () => {
        const page = (await sfn.listExecutions({ stateMachineArn: version })).output;
        return page.executions.length > 0 && page.executions;
      },
      { what: 'the execution of the version is listed' },
    );
    expect(listed.map((item) => item.executionArn)).toEqual([executionArn]);
    const its = (await sfn.describeStateMachineForExecution({ executionArn })).output;
    expect(its).toMatchObject({ stateMachineArn: machine.arn, definition: machine.definition });
  });

  test('may be made by CreateStateMachine', {
    cites: ['sfn:CreateStateMachine/behaviour/publish', 'sfn:CreateStateMachine/response/stateMachineVersionArn/type'],
    ...common,
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()), roleArn: machines.roleArn };
    const created = (await sfn.createStateMachine({ ...request, publish: true, versionDescription: 'born with it' }))
      .output;
    expect(created.stateMachineVersionArn).toBe(`${created.stateMachineArn}:1`);
    const described = (await sfn.describeStateMachine({ stateMachineArn: created.stateMachineVersionArn })).output;
    expect(described.description).toBe('born with it');
  });

  test('must be published to have a description', {
    cites: [
      'sfn:CreateStateMachine/behaviour/description-needs-publish',
      'sfn:CreateStateMachine/error/ValidationException',
    ],
    ...common,
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()), roleArn: machines.roleArn };
    const described = { ...request, versionDescription: 'of nothing' };
    expect(await sfn.createStateMachine(described)).toFailWith('ValidationException');
    const twin = await sfn.createStateMachine({ ...described, publish: true });
    expect(twin).toSucceed();
  });
});
