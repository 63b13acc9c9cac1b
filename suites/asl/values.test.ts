import { describe, expect, fail, succeed, test } from '../../harness/index.js';
import { chain, task } from '../definitions.js';

/** What a state makes that no file of cases can state in advance: values that change from run to run, and the context. */

const current = { editions: ['current'] } as const;
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('Intrinsic functions', () => {
  test('States.UUID gives another UUID each time', { cites: ['asl:intrinsics/uuid'], ...current }, async ({
    executions,
  }) => {
    const Parameters = { 'one.$': 'States.UUID()', 'two.$': 'States.UUID()' };
    const { output } = await executions.run(chain({ Make: { Type: 'Pass', Parameters } }), { input: {} });
    expect(output).toEqual({ one: expect.stringMatching(UUID_4), two: expect.stringMatching(UUID_4) });
    const { one, two } = output as { one: string; two: string };
    expect(one).not.toBe(two);
  });

  test('States.MathRandom keeps to its range', { cites: ['asl:intrinsics/math-random'], ...current }, async ({
    executions,
  }) => {
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const Parameters = Object.fromEntries(names.map((name) => [`${name}.$`, 'States.MathRandom(1, 3)']));
    const { output } = await executions.run(chain({ Draw: { Type: 'Pass', Parameters } }), { input: {} });
    const drawn = Object.values(output as Record<string, number>);
    expect(drawn).toHaveLength(40);
    expect([...new Set(drawn)].sort(), 'the numbers drawn, without the end').toEqual([1, 2]);
  });

  test('States.MathRandom gives the same for the same seed', {
    cites: ['asl:intrinsics/math-random'],
    ...current,
  }, async ({ executions }) => {
    const Parameters = {
      'one.$': 'States.MathRandom(1, 1000000, 42)',
      'two.$': 'States.MathRandom(1, 1000000, 42)',
    };
    const { output } = await executions.run(chain({ Draw: { Type: 'Pass', Parameters } }), { input: {} });
    const { one, two } = output as { one: number; two: number };
    expect(one).toBeTypeOf('number');
    expect(two).toBe(one);
  });
});

describe('The context object', () => {
  test('tells of the execution and its machine', { cites: ['asl:context/execution'], ...current }, async ({
    executions,
    machines,
  }) => {
    const Parameters = { 'Execution.$': '$$.Execution', 'StateMachine.$': '$$.StateMachine' };
    const machine = await machines.create(chain({ Show: { Type: 'Pass', Parameters } }));
    const name = machines.freshName('run');
    const { output, executionArn, description } = await executions.run(machine, { input: { n: 1 }, name });
    expect(output).toMatchObject({
      Execution: { Id: executionArn, Name: name, Input: { n: 1 }, RoleArn: machines.roleArn },
      StateMachine: { Id: machine.arn, Name: machine.name },
    });
    const { Execution } = output as { Execution: { StartTime: string } };
    // Both are rounded, each in its own way.
    expect(Math.abs(Date.parse(Execution.StartTime) / 1000 - description.startDate)).toBeLessThan(1.001);
  });

  test('tells how often a task was tried before', {
    cites: ['asl:context/retry-count'],
    requires: ['activity-workers'],
    ...current,
  }, async ({ executions, tasks }) => {
    const resource = await tasks.activity([fail('Jammed', 'tray 2'), fail('Jammed', 'tray 2'), succeed('done')]);
    const definition = task(resource, {
      Parameters: { 'tried.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1, MaxAttempts: 3 }],
    });
    expect((await executions.run(definition, { input: {} })).status).toBe('SUCCEEDED');
    expect(tasks.attempts(resource).map(({ input }) => input)).toEqual([{ tried: 0 }, { tried: 1 }, { tried: 2 }]);
  });
});

describe('Variables', () => {
  test('show in the event of the exit, as JSON text', {
    cites: ['asl:variables/in-history'],
    requires: ['jsonata'],
    ...current,
  }, async ({ executions }) => {
    const Assign = { text: 'a', list: [1], none: null };
    const { history } = await executions.run(chain({ Keep: { Type: 'Pass', Assign } }), { input: {} });
    const exit = history.find(({ type }) => type === 'PassStateExited');
    expect(exit?.stateExitedEventDetails?.assignedVariables).toEqual({ text: '"a"', list: '[1]', none: 'null' });
  });
});
