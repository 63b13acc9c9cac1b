import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { echo } from '../definitions.js';
import { constraintErrors, typeErrors } from '../sfn/refusals.js';

/** A request that the target must accept, as bytes. */
async function describeMachine({ machines }: CaseContext) {
  const machine = await machines.create(echo());
  return { machine, target: 'DescribeStateMachine', body: JSON.stringify({ stateMachineArn: machine.arn }) };
}

describe('A request', () => {
  test('may have parameters after its content type', {
    cites: ['wire:request/content-type-parameters'],
  }, async (context) => {
    const { machine, target, body } = await describeMachine(context);
    const answer = await context.wire.send({ target, body, contentType: 'application/x-amz-json-1.0; charset=utf-8' });
    expect(answer).toSucceed();
    expect(answer.output).toMatchObject({ stateMachineArn: machine.arn, name: machine.name });
  });

  for (const operation of ['ListStateMachines', 'ListActivities']) {
    test(`of ${operation} may be empty`, {
      cites: ['wire:request/empty-body'],
      ...(operation === 'ListActivities' && { requires: ['activities'] as const }),
    }, async ({ wire }) => {
      const list = operation === 'ListActivities' ? 'activities' : 'stateMachines';
      expect((await wire.send({ target: operation, body: '{}' })).output).toHaveProperty(list);
      expect((await wire.send({ target: operation, body: '' })).output).toHaveProperty(list);
    });
  }

  test('with a member that is null counts as one without it', {
    cites: ['wire:request/null-is-absent'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const started = await sfn.startExecution({ stateMachineArn: machine.arn, name: null, input: null });
    expect(started).toSucceed();
    const described = (await sfn.describeExecution({ executionArn: started.output.executionArn })).output;
    expect(described.input).toBe('{}');
    expect(described.name).not.toBe('null');
    // The control: with its value, the member counts.
    const named = { stateMachineArn: machine.arn, name: machines.freshName(), input: '{"n":1}' };
    const { executionArn } = (await sfn.startExecution(named)).output;
    const { name, input } = (await sfn.describeExecution({ executionArn })).output;
    expect({ name, input }).toEqual({ name: named.name, input: named.input });
  });

  test('with a required member that is null is refused', {
    cites: ['wire:request/null-is-absent'],
  }, async ({ sfn, machines }) => {
    const machine = await machines.create(echo());
    const refused = await sfn.describeStateMachine({ stateMachineArn: null });
    expect(refused).toFailWith(constraintErrors('stateMachineArn'));
    expect(await sfn.describeStateMachine({ stateMachineArn: machine.arn })).toSucceed();
  });

  const unknown = ['UnknownOperationException', 'UnknownOperation', 'InvalidAction'];

  test('for an operation that does not exist is refused', {
    cites: ['wire:request/unknown-operation'],
  }, async (context) => {
    const { target, body } = await describeMachine(context);
    expect(await context.wire.send({ target: 'DescribeStateMachines', body })).toFailWith(unknown);
    expect(await context.wire.send({ target, body })).toSucceed();
  });

  test('without a target is refused', {
    cites: ['wire:request/missing-target'],
  }, async (context) => {
    const { target, body } = await describeMachine(context);
    expect(await context.wire.send({ target: null, body })).toFailWith([...unknown, 'MissingAction']);
    expect(await context.wire.send({ target, body })).toSucceed();
  });

  for (const [label, spoil] of Object.entries<(body: string) => string>({
    'is cut off': (body) => body.slice(0, -1),
    'has a comma too many': (body) => body.replace('}', ',}'),
    'has single quotes': (body) => body.replaceAll('"', "'"),
    'is a bare word': () => 'hello',
  })) {
    test(`whose body ${label} is refused`, {
      cites: ['wire:request/malformed-json'],
    }, async (context) => {
      const { target, body } = await describeMachine(context);
      expect(await context.wire.send({ target, body: spoil(body) })).toFailWith('SerializationException');
      expect(await context.wire.send({ target, body })).toSucceed();
    });
  }

  for (const [label, spoil] of Object.entries<(body: string) => string>({
    'an array': (body) => `[${body}]`,
    'a number': () => '10',
    'a string': (body) => JSON.stringify(body),
    'a boolean': () => 'true',
  })) {
    test(`whose body is ${label} is refused`, {
      cites: ['wire:request/not-an-object'],
    }, async (context) => {
      const { target, body } = await describeMachine(context);
      expect(await context.wire.send({ target, body: spoil(body) })).toFailWith(typeErrors('stateMachineArn'));
      expect(await context.wire.send({ target, body })).toSucceed();
    });
  }

  for (const body of ['10', '"text"', 'true', '[]']) {
    test(`whose body is ${body} is refused, also where no member is required`, {
      cites: ['wire:request/not-an-object'],
    }, async ({ wire }) => {
      const target = 'ListStateMachines';
      expect(await wire.send({ target, body })).toFailWith(typeErrors('maxResults'));
      expect(await wire.send({ target, body: '{}' })).toSucceed();
    });
  }

  for (const [label, value] of Object.entries<unknown>({
    'a number for a string': 5,
    'a boolean for a string': true,
    'a list for a string': ['x'],
    'an object for a string': { x: 1 },
  })) {
    test(`with ${label} is refused`, {
      cites: ['wire:request/wrong-type'],
    }, async (context) => {
      const { target, machine, body } = await describeMachine(context);
      const spoilt = JSON.stringify({ stateMachineArn: value });
      expect(await context.wire.send({ target, body: spoilt })).toFailWith(typeErrors('stateMachineArn'));
      expect((await context.wire.send({ target, body })).output).toMatchObject({ name: machine.name });
    });
  }

  for (const [label, value] of Object.entries<unknown>({
    'a string for a number': '"5"',
    'an object for a number': '{}',
  })) {
    test(`with ${label} is refused`, {
      cites: ['wire:request/wrong-type'],
    }, async (context) => {
      const { wire, machines } = context;
      await machines.create(echo());
      const target = 'ListStateMachines';
      const refused = await wire.send({ target, body: `{"maxResults":${value}}` });
      expect(refused).toFailWith(typeErrors('maxResults'));
      expect(await wire.send({ target, body: '{"maxResults":5}' })).toSucceed();
    });
  }

  test('with a fraction for an integer is refused', {
    cites: ['wire:request/fraction-for-integer'],
  }, async ({ wire, machines }) => {
    await machines.create(echo());
    const target = 'ListStateMachines';
    expect(await wire.send({ target, body: '{"maxResults":1.5}' })).toFailWith(typeErrors('maxResults'));
    expect(await wire.send({ target, body: '{"maxResults":5}' })).toSucceed();
  });
});
