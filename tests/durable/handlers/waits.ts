import { createWaitStrategy, JitterStrategy } from '@aws/durable-execution-sdk-js';
import type { Scene } from '../scene.js';

interface Job {
  readonly polls: number;
  readonly status: 'RUNNING' | 'DONE';
}

export const waits: Readonly<Record<string, Scene>> = {
  'a wait between two steps': {
    handler: async (_: null, context) => {
      const sent = await context.step('send', async () => 'sent');
      await context.wait('cooling-off', { minutes: 2, seconds: 30 });
      return await context.step('confirm', async () => `${sent} and confirmed`);
    },
    ends: { status: 'SUCCEEDED', result: 'sent and confirmed' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted send',
      '0 StepSucceeded send #1 = "sent"',
      '0 WaitStarted cooling-off 150 s',
      '0 InvocationCompleted',
      '150 WaitSucceeded cooling-off',
      '150 StepStarted confirm',
      '150 StepSucceeded confirm #1 = "sent and confirmed"',
      '150 InvocationCompleted',
      '150 ExecutionSucceeded = "sent and confirmed"',
    ],
  },
  'a wait of most of a year': {
    handler: async (_: null, context) => {
      await context.wait({ days: 365 });
      return 'a year later';
    },
    ends: { status: 'SUCCEEDED', result: 'a year later' },
    history: [
      '0 ExecutionStarted',
      '0 WaitStarted Wait 31536000 s',
      '0 InvocationCompleted',
      '31536000 WaitSucceeded Wait',
      '31536000 InvocationCompleted',
      '31536000 ExecutionSucceeded = "a year later"',
    ],
  },
  'two waits that run together': {
    handler: async (_: null, context) => {
      await context.promise.all('both', [context.wait('short', { seconds: 5 }), context.wait('long', { seconds: 8 })]);
      return 'both are over';
    },
    ends: { status: 'SUCCEEDED', result: 'both are over' },
    history: [
      '0 ExecutionStarted',
      '0 WaitStarted short 5 s',
      '0 WaitStarted long 8 s',
      '0 ContextStarted[RunInChildContext] both',
      '0 InvocationCompleted',
      '5 WaitSucceeded short',
      '5 InvocationCompleted',
      '8 WaitSucceeded long',
      '8 ContextSucceeded[RunInChildContext] both = [null,null]',
      '8 InvocationCompleted',
      '8 ExecutionSucceeded = "both are over"',
    ],
  },
  'the first of two waits': {
    handler: async (_: null, context) => {
      await context.promise.race('first', [context.wait('short', { seconds: 5 }), context.wait('long', { hours: 8 })]);
      return 'one is over';
    },
    ends: { status: 'SUCCEEDED', result: 'one is over' },
    history: [
      '0 ExecutionStarted',
      '0 WaitStarted short 5 s',
      '0 WaitStarted long 28800 s',
      '0 ContextStarted[RunInChildContext] first',
      '0 InvocationCompleted',
      '5 WaitSucceeded short',
      '5 ContextSucceeded[RunInChildContext] first = nothing',
      '5 InvocationCompleted',
      '5 ExecutionSucceeded = "one is over"',
    ],
  },
  'polling until a job is done': {
    handler: async (until: number, context) =>
      await context.waitForCondition<Job>(
        'poll',
        async ({ polls }) => ({ polls: polls + 1, status: polls + 1 >= until ? 'DONE' : 'RUNNING' }),
        {
          initialState: { polls: 0, status: 'RUNNING' },
          waitStrategy: ({ status }, attempt) =>
            status === 'DONE' ? { shouldContinue: false } : { shouldContinue: true, delay: { seconds: attempt * 10 } },
        },
      ),
    input: 3,
    ends: { status: 'SUCCEEDED', result: { polls: 3, status: 'DONE' } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted[WaitForCondition] poll',
      '0 StepSucceeded[WaitForCondition] poll #1 again in 10 s = {"polls":1,"status":"RUNNING"}',
      '0 InvocationCompleted',
      '10 StepStarted[WaitForCondition] poll',
      '10 StepSucceeded[WaitForCondition] poll #2 again in 20 s = {"polls":2,"status":"RUNNING"}',
      '10 InvocationCompleted',
      '30 StepStarted[WaitForCondition] poll',
      '30 StepSucceeded[WaitForCondition] poll #3 = {"polls":3,"status":"DONE"}',
      '30 InvocationCompleted',
      '30 ExecutionSucceeded = {"polls":3,"status":"DONE"}',
    ],
  },
  'polling that gives up': {
    handler: async (_: null, context) =>
      await context.waitForCondition('poll', async (polls: number) => polls + 1, {
        initialState: 0,
        waitStrategy: createWaitStrategy({
          shouldContinuePolling: () => true,
          maxAttempts: 3,
          initialDelay: { seconds: 1 },
          backoffRate: 3,
          jitter: JitterStrategy.NONE,
        }),
      }),
    ends: {
      status: 'FAILED',
      error: { ErrorType: 'StepError', ErrorMessage: 'waitForCondition exceeded maximum attempts (3)' },
    },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted[WaitForCondition] poll',
      '0 StepSucceeded[WaitForCondition] poll #1 again in 1 s = 1',
      '0 InvocationCompleted',
      '1 StepStarted[WaitForCondition] poll',
      '1 StepSucceeded[WaitForCondition] poll #2 again in 3 s = 2',
      '1 InvocationCompleted',
      '4 StepStarted[WaitForCondition] poll',
      '4 StepFailed[WaitForCondition] poll #3 (Error: waitForCondition exceeded maximum attempts (3))',
      '4 InvocationCompleted',
      '4 ExecutionFailed (StepError: waitForCondition exceeded maximum attempts (3))',
    ],
  },
  'polling whose check fails, caught': {
    handler: async (_: null, context) => {
      try {
        return await context.waitForCondition<number>(
          'poll',
          async () => {
            throw new Error('the job is gone');
          },
          { initialState: 0, waitStrategy: () => ({ shouldContinue: false }) },
        );
      } catch (error) {
        return await context.step('report', async () => (error as Error).message);
      }
    },
    ends: { status: 'SUCCEEDED', result: 'the job is gone' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted[WaitForCondition] poll',
      '0 StepFailed[WaitForCondition] poll #1 (Error: the job is gone)',
      '0 StepStarted report',
      '0 StepSucceeded report #1 = "the job is gone"',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "the job is gone"',
    ],
  },
};
