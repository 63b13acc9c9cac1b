import {
  type Capability,
  type CaseContext,
  describe,
  expect,
  fail,
  Inconclusive,
  never,
  restsOn,
  succeed,
  test,
} from '../../harness/index.js';
import { chain, echo, task } from '../definitions.js';
import { enteredStates, statesOf } from '../entered-states.js';

/**
 * The laws of histories, each by an execution whose history gives the law something to judge: the judge of histories holds
 * them, and a case that cites a law which had nothing to say is no pass.
 */

interface Play {
  readonly title: string;
  readonly cites: readonly [string, ...string[]];
  readonly requires?: readonly Capability[];
  readonly editions?: readonly string[];
  /** How the execution must end for its history to be judged. */
  readonly status: string;
  /** What tells that it ends so. Absent: that is beside the point, and an execution that ends otherwise is not judged. */
  readonly statement?: string;
  definition(context: CaseContext): Promise<object> | object;
}

const invoke = (resource: string, more: object = {}) =>
  task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: resource, Payload: {} }, ...more });

const order = [
  'history:previous-is-earlier',
  'history:previous-is-an-event',
  'history:one-details-member',
  'history:timestamps-do-not-go-back',
] as const;

const plays: readonly Play[] = [
  {
    title: 'states one after the other',
    cites: [
      ...order,
      'history:exit-closes-an-entry',
      'history:all-exited-on-success',
      'history:success-follows-an-exit',
    ],
    status: 'SUCCEEDED',
    definition: () =>
      chain({
        First: { Type: 'Pass', Result: { n: 1 } },
        Hold: { Type: 'Wait', Seconds: 3 },
        Which: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'Last' }], Default: 'Never' },
        Last: { Type: 'Succeed' },
        Never: { Type: 'Fail', Error: 'Never' },
      }),
  },
  {
    title: 'states side by side',
    cites: [...order, 'history:exit-closes-an-entry'],
    status: 'SUCCEEDED',
    definition: () =>
      chain({
        Both: {
          Type: 'Parallel',
          Branches: [chain({ Slow: { Type: 'Wait', Seconds: 5 } }), chain({ Quick: { Type: 'Pass' } })],
        },
      }),
  },
  {
    title: 'whether data are whole',
    cites: ['history:not-truncated'],
    editions: ['current'],
    status: 'SUCCEEDED',
    definition: () => echo(),
  },
  {
    title: 'a function that is tried again',
    cites: ['history:lambda-chain', ...order],
    requires: ['lambda-tasks'],
    status: 'SUCCEEDED',
    statement: 'asl:Retry/attempts',
    definition: async ({ tasks }) =>
      task(await tasks.lambda([fail('Jammed', 'tray 2'), succeed('done')]), {
        Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1 }],
      }),
  },
  {
    title: 'an integration that is tried again',
    cites: [
      'history:task-scheduled-follows-entry-or-failure',
      'history:task-started-follows-scheduled',
      'history:task-scheduled-details',
      'history:task-end-follows-its-start',
    ],
    requires: ['lambda-tasks'],
    editions: ['current'],
    status: 'SUCCEEDED',
    definition: async ({ tasks }) =>
      invoke(await tasks.lambda([fail('Jammed', 'tray 2'), succeed('done')]), {
        Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1 }],
      }),
  },
  {
    title: 'an integration that fails',
    cites: ['history:task-end-follows-its-start', 'history:task-started-follows-scheduled'],
    requires: ['lambda-tasks'],
    editions: ['current'],
    status: 'FAILED',
    definition: async ({ tasks }) => invoke(await tasks.lambda([fail('Jammed', 'tray 2')])),
  },
  {
    title: 'an integration that takes too long',
    cites: ['history:task-scheduled-details', 'history:task-started-follows-scheduled'],
    requires: ['lambda-tasks'],
    editions: ['current'],
    status: 'FAILED',
    definition: async ({ tasks }) => invoke(await tasks.lambda([never()]), { TimeoutSeconds: 5 }),
  },
  {
    title: 'an integration that waits for its token',
    cites: ['history:task-submitted-follows-started', 'history:task-scheduled-details'],
    requires: ['lambda-tasks', 'task-tokens'],
    editions: ['current'],
    status: 'FAILED',
    definition: async ({ tasks }) => {
      const Parameters = { FunctionName: await tasks.lambda([succeed(null)]), Payload: { 'token.$': '$$.Task.Token' } };
      return task('arn:aws:states:::lambda:invoke.waitForTaskToken', { Parameters, TimeoutSeconds: 5 });
    },
  },
  {
    title: 'another execution that is waited for',
    cites: ['history:task-submitted-follows-started', 'history:task-end-follows-its-start'],
    requires: ['sfn-tasks'],
    editions: ['current'],
    status: 'SUCCEEDED',
    definition: async ({ machines }) => {
      const { arn } = await machines.create(echo());
      return task('arn:aws:states:::states:startExecution.sync:2', { Parameters: { StateMachineArn: arn, Input: {} } });
    },
  },
];

describe('The history of', () => {
  for (const { title, cites, requires, editions, status, statement, definition } of plays) {
    test(title, { cites, ...(requires && { requires }), ...(editions && { editions }) }, async (context) => {
      const machine = await definition(context);
      const outcome = await context.executions.run(machine, { input: {} });
      if (statement !== undefined) await restsOn(statement, () => expect(outcome.status).toBe(status));
      // The control: it is the history of this machine that the laws judge.
      const entered = enteredStates(outcome.history);
      if (outcome.status !== status || entered.length === 0) {
        const came = `${outcome.status}${outcome.error === undefined ? '' : ` (${outcome.error})`} with ${entered.length} states entered`;
        throw new Inconclusive(
          'target',
          `Not judged: the execution should end as ${status} for this, and came to ${came}.`,
        );
      }
      expect(statesOf(machine)).toEqual(expect.arrayContaining(entered));
    });
  }
});
