import { describe, expect, matching, test } from '../../harness/index.js';
import { asRead, echo, waitFor } from '../definitions.js';
import { DELETING, deletingMachine } from './deleting.js';
import { forbiddenCharacters, shownCharacter } from './name-characters.js';

describe('CreateStateMachine', () => {
  test('returns an ARN that ends in the name', {
    cites: [
      'sfn:CreateStateMachine/behaviour/arn-names-the-machine',
      'sfn:CreateStateMachine/response/stateMachineArn/type',
      'sfn:CreateStateMachine/response/creationDate/type',
    ],
  }, async ({ sfn, machines }) => {
    const name = machines.freshName();
    const request = { name, definition: JSON.stringify(echo()), roleArn: machines.roleArn };

    const { stateMachineArn, creationDate } = (await sfn.createStateMachine(request)).output;

    expect(stateMachineArn).toEqual(matching(/^arn:[^:]+:states:[^:]+:[^:]+:stateMachine:[^:]+$/));
    expect(stateMachineArn.split(':').at(-1)).toBe(name);
    expect(creationDate).toBeTypeOf('number');
  });

  test('gives the same machine when all is the same', {
    cites: ['sfn:CreateStateMachine/behaviour/identical-twice'],
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()), roleArn: machines.roleArn };
    const first = (await sfn.createStateMachine(request)).output;

    const second = (await sfn.createStateMachine(request)).output;

    expect(first.stateMachineArn).toEqual(matching(/:stateMachine:/));
    expect(second.stateMachineArn).toBe(first.stateMachineArn);
    expect(second.creationDate).toBe(first.creationDate);
    // The control: another name makes another machine.
    expect((await machines.create(echo())).arn).not.toBe(first.stateMachineArn);
  });

  test('refuses a used name with another definition, and keeps the first', {
    cites: [
      'sfn:CreateStateMachine/behaviour/other-definition',
      'sfn:CreateStateMachine/error/StateMachineAlreadyExists',
    ],
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()), roleArn: machines.roleArn };
    const { stateMachineArn } = (await sfn.createStateMachine(request)).output;

    const other = await sfn.createStateMachine({ ...request, definition: JSON.stringify(waitFor(1)) });

    expect(other).toFailWith('StateMachineAlreadyExists');
    const described = (await sfn.describeStateMachine({ stateMachineArn })).output;
    expect(asRead(described.definition)).toEqual(echo());
  });

  test('compares definitions as text', {
    cites: ['sfn:CreateStateMachine/behaviour/definition-compared-as-text'],
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()), roleArn: machines.roleArn };
    expect(await sfn.createStateMachine(request)).toSucceed();

    const indented = await sfn.createStateMachine({ ...request, definition: JSON.stringify(echo(), null, 2) });

    expect(indented).toFailWith('StateMachineAlreadyExists');
  });

  test('accepts letters, digits, hyphens, underscores and dots in a name', {
    cites: ['sfn:CreateStateMachine/behaviour/punctuation-in-names'],
  }, async ({ machines, sfn }) => {
    const name = `${machines.freshName()}-A_z.09`;
    const machine = await machines.create(echo(), { name });
    expect((await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output.name).toBe(name);
  });

  for (const [kind, characters] of Object.entries(forbiddenCharacters)) {
    test(`refuses a name with ${kind}`, {
      cites: ['sfn:CreateStateMachine/behaviour/forbidden-name-characters', 'sfn:CreateStateMachine/error/InvalidName'],
    }, async ({ sfn, machines }) => {
      const request = { definition: JSON.stringify(echo()), roleArn: machines.roleArn };
      for (const character of characters) {
        const made = await sfn.createStateMachine({ ...request, name: `${machines.freshName()}${character}b` });
        expect(made, shownCharacter(character)).toFailWith('InvalidName');
      }
      const twin = await sfn.createStateMachine({ ...request, name: `${machines.freshName()}-b` });
      expect(twin).toSucceed();
    });
  }

  test('refuses a definition that is not JSON', {
    cites: ['asl:machine/not-json', 'sfn:CreateStateMachine/error/InvalidDefinition'],
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), roleArn: machines.roleArn };
    const text = JSON.stringify(echo());

    expect(await sfn.createStateMachine({ ...request, definition: text.slice(0, -1) })).toFailWith('InvalidDefinition');
    const twin = await sfn.createStateMachine({ ...request, definition: text });
    expect(twin).toSucceed();
  });

  test('refuses a role ARN that is none', {
    cites: ['sfn:CreateStateMachine/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines }) => {
    const request = { name: machines.freshName(), definition: JSON.stringify(echo()) };

    expect(await sfn.createStateMachine({ ...request, roleArn: 'somebody' })).toFailWith('InvalidArn');
    const twin = await sfn.createStateMachine({ ...request, roleArn: machines.roleArn });
    expect(twin).toSucceed();
  });
});

describe('DescribeStateMachine', () => {
  test('gives back what was created', {
    cites: [
      'sfn:DescribeStateMachine/behaviour/definition-as-given',
      'sfn:DescribeStateMachine/behaviour/active',
      'sfn:DescribeStateMachine/response/stateMachineArn/type',
      'sfn:DescribeStateMachine/response/name/type',
      'sfn:DescribeStateMachine/response/roleArn/type',
      'sfn:DescribeStateMachine/response/definition/type',
      'sfn:DescribeStateMachine/response/creationDate/type',
      'sfn:DescribeStateMachine/response/status/enum',
    ],
  }, async ({ sfn, machines }) => {
    const name = machines.freshName();
    const definition = ` ${JSON.stringify(echo(), null, 3)}\n`;
    const created = (await sfn.createStateMachine({ name, definition, roleArn: machines.roleArn })).output;

    const described = (await sfn.describeStateMachine({ stateMachineArn: created.stateMachineArn })).output;

    expect(described).toMatchObject({
      stateMachineArn: created.stateMachineArn,
      name,
      definition,
      roleArn: machines.roleArn,
      status: 'ACTIVE',
      creationDate: created.creationDate,
    });
  });

  test('refuses the ARN of no machine', {
    cites: ['sfn:DescribeStateMachine/error/StateMachineDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.describeStateMachine({ stateMachineArn: machine.arn })).toSucceed();
    expect(await sfn.describeStateMachine({ stateMachineArn: `${machine.arn}-gone` })).toFailWith(
      'StateMachineDoesNotExist',
    );
  });

  test('refuses what is no ARN', {
    cites: ['sfn:DescribeStateMachine/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.describeStateMachine({ stateMachineArn: machine.arn })).toSucceed();
    expect(await sfn.describeStateMachine({ stateMachineArn: machine.name })).toFailWith('InvalidArn');
  });
});

describe('DeleteStateMachine', () => {
  test('makes a machine without executions disappear', {
    cites: [
      'sfn:DeleteStateMachine/behaviour/disappears',
      'sfn:DeleteStateMachine/behaviour/no-longer-described',
      'sfn:DeleteStateMachine/response/empty',
    ],
  }, async ({ sfn, machines, clock }) => {
    const machine = await machines.create(echo());
    const listed = async () => {
      const names: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = (await sfn.listStateMachines({ maxResults: 1000, ...(nextToken && { nextToken }) })).output;
        names.push(...page.stateMachines.map((item) => item.stateMachineArn));
        nextToken = page.nextToken;
      } while (nextToken);
      return names;
    };
    await clock.until(async () => (await listed()).includes(machine.arn), { what: 'the created machine is listed' });

    expect(await sfn.deleteStateMachine({ stateMachineArn: machine.arn })).toSucceed();

    await clock.until(async () => !(await listed()).includes(machine.arn), {
      what: 'the deleted machine is listed no more',
    });
    // Deletion is asynchronous: until it is over the machine may be described.
    const described = await clock.until(
      async () => {
        const exchange = await sfn.describeStateMachine({ stateMachineArn: machine.arn });
        return exchange.error !== undefined && exchange;
      },
      { what: 'the deletion is over' },
    );
    expect(described).toFailWith('StateMachineDoesNotExist');
  });

  test('leaves a machine whose executions are open until they have ended', {
    cites: [DELETING],
  }, async (context) => {
    const { name } = await deletingMachine(context);
    // The control: a machine that nobody deletes.
    const other = await context.machines.create(echo());
    expect(other.name).not.toBe(name);
    const { status } = (await context.sfn.describeStateMachine({ stateMachineArn: other.arn })).output;
    expect(status).toBe('ACTIVE');
  });

  test('succeeds for a machine that never existed', {
    cites: ['sfn:DeleteStateMachine/behaviour/unknown-machine'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.deleteStateMachine({ stateMachineArn: `${machine.arn}-never` })).toSucceed();
    expect((await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output.name).toBe(machine.name);
  });

  test('refuses what is no ARN', {
    cites: ['sfn:DeleteStateMachine/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    expect(await sfn.deleteStateMachine({ stateMachineArn: machine.name })).toFailWith('InvalidArn');
    expect(await sfn.deleteStateMachine({ stateMachineArn: machine.arn })).toSucceed();
  });
});
