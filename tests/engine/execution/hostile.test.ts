import { describe, expect, test } from 'vitest';
import { events, fail, later, lines, output, run, start, succeed, World } from './world.js';

const pass = (fields: object) => ({ StartAt: 'S', States: { S: { Type: 'Pass', End: true, ...fields } } });

describe('data', () => {
  test('members with the names of prototypes are data like any other', () => {
    const input = '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}';
    const execution = run(pass({ ResultPath: '$.copy', Assign: { 'v.$': '$' } }), { input });
    expect(Object.keys(output(execution) as object)).toEqual(['__proto__', 'constructor', 'toString', 'copy']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(run({ StartAt: '__proto__', States: JSON.parse('{"__proto__": {"Type": "Succeed"}}') }).status).toBe(
      'SUCCEEDED',
    );
  });

  test('data nested beyond the stack end the execution that built them, and no other', () => {
    const depth = 100_000;
    const input = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(run(pass({}), { input }).output?.text).toBe(input);
    expect(run(pass({ Parameters: { 'deep.$': '$' } }), { input })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});

describe('hosts', () => {
  const task = {
    StartAt: 'T',
    States: { T: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } },
  };

  test('answers after the end, and second answers, change nothing', () => {
    const { execution } = start(task, {
      script: {
        T: [
          (progress, request) => {
            progress.succeed(request.input);
            progress.fail('late');
            progress.started();
            progress.heartbeat();
            expect(progress.open).toBe(false);
          },
        ],
      },
    });
    expect(lines(execution)).toHaveLength(7);
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('a host that throws ends the execution, with what it threw', () => {
    const { execution } = start(task, { world: new World() });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(execution.cause).toContain('No script for the state T.');
  });

  test('a listener that starts another execution does so inside no run loop', () => {
    const world = new World({ T: [later(10, succeed(1)), later(10, fail('E'))] });
    const { execution } = start(task, { world });
    let second: string | undefined;
    execution.onEnd(() => {
      const next = start(task, { world }).execution;
      next.onEnd(({ status }) => {
        second = status;
      });
    });
    world.clock.advance(100);
    expect(second).toBe('FAILED');
  });
});

test('deeply nested Parallel states run, fail and stop without a deep stack', () => {
  const depth = 300;
  let machine: object = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } };
  for (let level = 0; level < depth; level++) {
    machine = { StartAt: `P${level}`, States: { [`P${level}`]: { Type: 'Parallel', Branches: [machine], End: true } } };
  }
  const execution = run(machine);
  expect(execution.error).toBe('E');
  expect(events(execution).filter(({ type }) => type === 'ParallelStateFailed')).toHaveLength(depth);
});

test('a Map over ten thousand items takes its turn and ends at the limit of events', () => {
  const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: pass({}), End: true } } };
  const execution = run(definition, { input: Array.from({ length: 10_000 }, () => 0) });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(execution.history.length).toBe(25_000);
});
