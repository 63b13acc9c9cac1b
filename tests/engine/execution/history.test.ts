import { describe, expect, test } from 'vitest';
import { defaultRules, historyEventTypes } from '../../../engine/execution/index.js';
import { loadSpec } from '../../../specs/load.js';
import { details, events, fail, later, lines, run, silence, start, succeed, World } from './world.js';

const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };

describe('pages', () => {
  const { history } = run(loop);
  const all = history.page(0, history.length);

  test.each([1, 7, 1000, 30_000])('of %i make the whole, in either direction', (size) => {
    const read = (reverse: boolean) => {
      const ids: number[] = [];
      for (let from = 0; from < history.length; from += size)
        ids.push(...history.page(from, size, reverse).map(({ id }) => id));
      return ids;
    };
    if (size > 1) expect(read(false)).toEqual(all.map(({ id }) => id));
    expect(read(true)).toEqual(all.map(({ id }) => id).reverse());
  });

  test('past the end there is nothing', () => {
    expect(history.page(history.length, 10)).toEqual([]);
    expect(history.event(0)).toEqual(all[0]);
  });
});

test('the types of event are those of the specs', () => {
  const types = (edition: string) => {
    const type = loadSpec('sfn', edition).dataTypes.HistoryEvent!.members.type!;
    return type.type === 'string' ? [...type.enum!].sort() : [];
  };
  expect([...historyEventTypes].sort()).toEqual(types('current'));
  expect([...historyEventTypes.slice(0, 31)].sort()).toEqual(types('2017-03-30'));
});

test('times never decrease', () => {
  const sqs = 'arn:aws:states:::sqs:sendMessage';
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: sqs, End: true } } });
  const execution = run(
    { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } } },
    { script: { A: [later(2500, succeed(1))], B: [later(1200, succeed(1))] } },
  );
  const times = events(execution).map(({ timestamp }) => timestamp);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)! - times[0]!).toBe(2.5);
});

describe('determinism', () => {
  const sqs = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
  const definition = {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'T',
          States: {
            T: {
              Type: 'Task',
              Resource: sqs,
              Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'FULL', IntervalSeconds: 30 }],
              End: true,
            },
          },
        },
        End: true,
      },
    },
  };
  const script = { T: [later(100, fail('E')), succeed(1), later(700, fail('E')), succeed(2)] };
  const history = (seed: number) => events(run(definition, { input: [1, 2, 3], world: new World(script, seed) }));

  test('the same seed gives the same history, another one another', () => {
    expect(history(5)).toEqual(history(5));
    expect(history(5)).not.toEqual(history(6));
  });
});

describe('rules', () => {
  test('each can be replaced', () => {
    const task = {
      StartAt: 'T',
      States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', TimeoutSeconds: 9, End: true } },
    };
    const execution = run(task, {
      script: { T: [silence] },
      rules: {
        taskTimeout: () => ({ ...defaultRules.taskTimeout(), error: 'Late' }),
        taskDeadline: (since) => since + 1,
        historyLimit: () => 100,
      },
    });
    expect(execution.error).toBe('Late');
    expect(execution.stopDate! - execution.startDate).toBe(1);
  });
});

test('an execution that started earlier has its times from then', () => {
  const { execution } = start(loop);
  expect(execution.startDate).toBe(execution.history.event(0).timestamp * 1000);
  expect(details(execution.history.event(0))).toMatchObject({ input: '{}' });
  expect(lines(execution)[0]).toBe('1<0 ExecutionStarted');
});
