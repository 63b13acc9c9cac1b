import { expect, test } from 'vitest';
import { defaultLanguage, type Language } from '../../../engine/asl/index.js';
import { compile, startExecution } from '../../../engine/execution/index.js';
import { output, params, run, World } from './world.js';

/** Definitions as the checker would refuse them: compiling them fails. */
const bad = { Type: 'Pass', OutputPath: '$[', End: true };

test('states, rules and catchers that no run comes to are not compiled', () => {
  const definition = {
    StartAt: 'Which',
    States: {
      Which: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.n', NumericEquals: 1, Next: 'Caught' },
          { Variable: '$[', IsNull: true, Next: 'Bad' },
        ],
        Default: 'Bad',
      },
      Caught: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Good', States: { Good: { Type: 'Pass', End: true }, 'Bad too': bad } }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$[', Next: 'Nowhere' }],
        End: true,
      },
      Bad: bad,
    },
  };
  expect(output(run(definition, { input: { n: 1 } }))).toEqual([{ n: 1 }]);
  const { status, error, cause } = run(definition, { input: { n: 2 } });
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
  expect(cause).toContain('Internal error');
});

test('iterations that begin at once in a state that was not compiled yet all go through it', () => {
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', Parameters: { 'it.$': '$' }, End: true } } },
        End: true,
      },
    },
  };
  expect(output(run(definition, { input: [1, 2, 3] }))).toEqual([{ it: 1 }, { it: 2 }, { it: 3 }]);
});

test('executions of one program compile its states once', () => {
  let compiled = 0;
  const counting: Language = {
    ...defaultLanguage,
    templateMember: (written) => {
      compiled++;
      return written;
    },
  };
  const state = { Type: 'Pass', Parameters: { 'a.$': '$.a' }, End: true };
  const program = compile({ StartAt: 'A', States: { A: state } }, { edition: 'current', language: counting });
  expect(compiled).toBe(0);
  for (let count = 0; count < 3; count++) startExecution(program, params({ a: count }), new World());
  expect(compiled).toBe(1);
});
