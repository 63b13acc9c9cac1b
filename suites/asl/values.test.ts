import { type CaseContext, describe, expect, fail, succeed, test } from '../../harness/index.js';
import { chain, task } from '../definitions.js';
import { judged } from './prerequisites.js';

/** What a state makes that no file of cases can state in advance: values that change from run to run, and the context. */

const current = { editions: ['current'] } as const;
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What a Pass state with these Parameters makes. */
async function shaped(
  context: CaseContext,
  statement: string,
  Parameters: object,
  judge: (output: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  const definition = chain({ Make: { Type: 'Pass', Parameters } });
  await judged(context, { statement, definition }, async () => {
    const { output } = await context.executions.run(definition, { input: {} });
    judge((output ?? {}) as Record<string, unknown>);
  });
}

describe('Intrinsic functions', () => {
  test('States.UUID gives another UUID each time', { cites: ['asl:intrinsics/uuid'], ...current }, async (context) => {
    const Parameters = { 'one.$': 'States.UUID()', 'two.$': 'States.UUID()' };
    await shaped(context, 'asl:intrinsics/uuid', Parameters, ({ one, two }) => {
      expect({ one, two }).toEqual({ one: expect.stringMatching(UUID_4), two: expect.stringMatching(UUID_4) });
      expect(one).not.toBe(two);
    });
  });

  test('States.MathRandom keeps to its range', {
    cites: ['asl:intrinsics/math-random'],
    ...current,
  }, async (context) => {
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const Parameters = Object.fromEntries(names.map((name) => [`${name}.$`, 'States.MathRandom(1, 3)']));
    await shaped(context, 'asl:intrinsics/math-random', Parameters, (output) => {
      const drawn = Object.values(output);
      expect(drawn, 'the numbers drawn').toHaveLength(40);
      expect([...new Set(drawn)].sort(), 'the numbers drawn, without the end').toEqual([1, 2]);
    });
  });

  test('States.MathRandom gives the same for the same seed', {
    cites: ['asl:intrinsics/math-random'],
    ...current,
  }, async (context) => {
    const Parameters = {
      'one.$': 'States.MathRandom(1, 1000000, 42)',
      'two.$': 'States.MathRandom(1, 1000000, 42)',
    };
    await shaped(context, 'asl:intrinsics/math-random', Parameters, ({ one, two }) => {
      expect(one).toBeTypeOf('number');
      expect(two).toBe(one);
    });
  });
});

describe('The context object', () => {
  test('tells of the execution and its machine', { cites: ['asl:context/execution'], ...current }, async (context) => {
    const { executions, machines } = context;
    const Parameters = { 'Execution.$': '$$.Execution', 'StateMachine.$': '$$.StateMachine' };
    const definition = chain({ Show: { Type: 'Pass', Parameters } });
    const machine = await machines.create(definition);
    const name = machines.freshName('run');
    const { output, executionArn, description } = await executions.run(machine, { input: { n: 1 }, name });
    await judged(context, { statement: 'asl:context/execution', definition }, async () => {
      expect(output).toMatchObject({
        Execution: { Id: executionArn, Name: name, Input: { n: 1 }, RoleArn: machines.roleArn },
        StateMachine: { Id: machine.arn, Name: machine.name },
      });
    });
    const { Execution } = output as { Execution: { StartTime: string } };
    // Both are rounded, each in its own way.
    expect(Math.abs(Date.parse(Execution.StartTime) / 1000 - description.startDate)).toBeLessThan(1.001);
  });

  test('tells how often a task was tried before', {
    cites: ['asl:context/retry-count'],
    requires: ['activity-workers'],
    ...current,
  }, async (context) => {
    const { executions, tasks } = context;
    const resource = await tasks.activity([fail('Jammed', 'tray 2'), fail('Jammed', 'tray 2'), succeed('done')]);
    const definition = task(resource, {
      Parameters: { 'tried.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1, MaxAttempts: 3 }],
    });
    await judged(context, { statement: 'asl:context/retry-count', definition }, async () => {
      expect((await executions.run(definition, { input: {} })).status).toBe('SUCCEEDED');
      expect(tasks.attempts(resource).map(({ input }) => input)).toEqual([{ tried: 0 }, { tried: 1 }, { tried: 2 }]);
    });
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
