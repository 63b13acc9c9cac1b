import { createRetryStrategy, defaultSerdes, JitterStrategy, StepSemantics } from '@aws/durable-execution-sdk-js';
import { StopDurableExecutionCommand } from '@aws-sdk/client-lambda';
import { lambda } from '../runtime.js';
import type { Scene } from '../scene.js';

const STOPPED = { ErrorType: 'Enough', ErrorMessage: 'stopped by hand' };
const once = createRetryStrategy({
  maxAttempts: 2,
  initialDelay: { seconds: 5 },
  backoffRate: 1,
  jitter: JitterStrategy.NONE,
});

interface Order {
  readonly lines: readonly { readonly item: string; readonly count: number }[];
}

/** Executions that others end, and one that uses everything. */
export const lives: Readonly<Record<string, Scene>> = {
  'stopped while it waits': {
    handler: async (_: null, context) => {
      await context.step('begin', async () => 'begun');
      await context.wait('long', { days: 30 });
      return await context.step('never', async () => 'reached');
    },
    world: async (world) => {
      await world.pass(86_400);
      await world.stop(STOPPED);
    },
    ends: { status: 'STOPPED', error: STOPPED },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted begin',
      '0 StepSucceeded begin #1 = "begun"',
      '0 WaitStarted long 2592000 s',
      '0 InvocationCompleted',
      '86400 ExecutionStopped (Enough: stopped by hand)',
    ],
    noReplay: 'it was stopped',
  },
  'stopped while it waits for a callback, and answered too late': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('approval');
      return await answer;
    },
    world: async (world) => {
      await world.stop(STOPPED);
      await world.refusesAnswer('approval', 'CallbackTimeoutException');
    },
    ends: { status: 'STOPPED', error: STOPPED },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval',
      '0 InvocationCompleted',
      '0 ExecutionStopped (Enough: stopped by hand)',
    ],
    noReplay: 'it was stopped',
  },
  'stopped while a step waits for its next attempt': {
    handler: async (_: null, context) =>
      await context.step('ask', async () => Promise.reject(new Error('no answer')), {
        retryStrategy: () => ({ shouldRetry: true, delay: { hours: 1 } }),
      }),
    world: async (world) => {
      await world.pass(3 * 3600);
      await world.stop(STOPPED);
    },
    ends: { status: 'STOPPED', error: STOPPED },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted ask',
      '0 StepFailed ask #1 again in 3600 s (Error: no answer)',
      '0 InvocationCompleted',
      '3600 StepStarted ask',
      '3600 StepFailed ask #2 again in 3600 s (Error: no answer)',
      '3600 InvocationCompleted',
      '7200 StepStarted ask',
      '7200 StepFailed ask #3 again in 3600 s (Error: no answer)',
      '7200 InvocationCompleted',
      '10800 StepStarted ask',
      '10800 StepFailed ask #4 again in 3600 s (Error: no answer)',
      '10800 InvocationCompleted',
      '10800 ExecutionStopped (Enough: stopped by hand)',
    ],
    noReplay: 'it was stopped',
  },
  'stopped by the function itself: what it does then is refused': {
    handler: async (_: null, context) => {
      await context.step('begin', async () => 'begun');
      const DurableExecutionArn = context.executionContext.durableExecutionArn;
      const stop = async () => {
        await lambda().send(new StopDurableExecutionCommand({ DurableExecutionArn, Error: STOPPED }));
      };
      // At most once: its start is on record before it runs.
      await context.step('stop', stop, { semantics: StepSemantics.AtMostOncePerRetry });
      return await context.step('never', async () => 'reached');
    },
    ends: { status: 'STOPPED', error: STOPPED },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted begin',
      '0 StepSucceeded begin #1 = "begun"',
      '0 StepStarted stop',
      '0 ExecutionStopped (Enough: stopped by hand)',
      '0 InvocationCompleted (CheckpointUnrecoverableInvocationError: [Unrecoverable Invoc... 171)',
    ],
    noReplay: 'it was stopped',
  },
  'out of time': {
    handler: async (_: null, context) => {
      await context.wait('long', { days: 1 });
    },
    durableConfig: { ExecutionTimeout: 3600 },
    ends: { status: 'TIMED_OUT', error: { ErrorMessage: 'Execution timed out after 3600 seconds.' } },
    history: [
      '0 ExecutionStarted',
      '0 WaitStarted long 86400 s',
      '0 InvocationCompleted',
      '3600 ExecutionTimedOut (Execution timed out after 3600 seconds.)',
    ],
    noReplay: 'its time ran out',
  },
  'an order: every kind of operation, one in the other': {
    handler: async ({ lines }: Order, context) => {
      const checked = await context.step('check', async () => lines.length);
      const prepared = await context.parallel(
        'prepare',
        [
          {
            name: 'stock',
            func: async (branch) => {
              const picked = await branch.map(
                'pick',
                [...lines],
                async (child, { item, count }) =>
                  await child.step(
                    'take',
                    async ({ attempt }) => {
                      if (item === 'vase' && attempt === 1) throw new Error('dropped');
                      return count;
                    },
                    { retryStrategy: once },
                  ),
                { maxConcurrency: 1, itemNamer: ({ item }) => item },
              );
              return picked.getResults().reduce((sum, count) => sum + count, 0);
            },
          },
          {
            name: 'payment',
            func: async (branch) =>
              await branch.runInChildContext('card', async (child) => {
                const paid = await child.waitForCallback<{ amount: number }>('confirmation', async () => {}, {
                  timeout: { hours: 1 },
                  serdes: { deserialize: defaultSerdes.deserialize },
                });
                return paid.amount;
              }),
          },
        ],
        { maxConcurrency: 1 },
      );
      const [pieces, amount] = prepared.getResults();
      const parcel: string = await context.invoke(
        'ship',
        'arn:aws:lambda:us-east-1:123456789012:function:shipping:$LATEST',
        {
          pieces,
        },
      );
      const at = await context.waitForCondition('arrival', async (stop: number) => stop + 1, {
        initialState: 0,
        waitStrategy: (stop) => (stop < 2 ? { shouldContinue: true, delay: { hours: 6 } } : { shouldContinue: false }),
      });
      return { checked, pieces, amount, parcel, at };
    },
    input: {
      lines: [
        { item: 'lamp', count: 2 },
        { item: 'vase', count: 1 },
      ],
    },
    functions: {
      shipping: {
        handler: async ({ pieces }: { pieces: number }, context) => {
          await context.wait('truck', { hours: 2 });
          return `parcel of ${pieces}`;
        },
      },
    },
    world: async (world) => {
      await world.pass(60);
      await world.succeed('confirmation', '{"amount": 99}');
    },
    ends: { status: 'SUCCEEDED', result: { checked: 2, pieces: 3, amount: 99, parcel: 'parcel of 3', at: 2 } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted check',
      '0 StepSucceeded check #1 = 2',
      '0 ContextStarted[Parallel] prepare',
      '0 ContextStarted[ParallelBranch] prepare > stock',
      '0 ContextStarted[Map] prepare > stock > pick',
      '0 ContextStarted[MapIteration] prepare > stock > pick > lamp',
      '0 StepStarted prepare > stock > pick > lamp > take',
      '0 StepSucceeded prepare > stock > pick > lamp > take #1 = 2',
      '0 ContextSucceeded[MapIteration] prepare > stock > pick > lamp = 2',
      '0 ContextStarted[MapIteration] prepare > stock > pick > vase',
      '0 StepStarted prepare > stock > pick > vase > take',
      '0 StepFailed prepare > stock > pick > vase > take #1 again in 5 s (Error: dropped)',
      '0 InvocationCompleted',
      '5 StepStarted prepare > stock > pick > vase > take',
      '5 StepSucceeded prepare > stock > pick > vase > take #2 = 1',
      '5 ContextSucceeded[MapIteration] prepare > stock > pick > vase = 1',
      '5 ContextSucceeded[Map] prepare > stock > pick = {"all":[{"result":2,"index":0,"status":"SUCCEEDED"},{"result... 132',
      '5 ContextSucceeded[ParallelBranch] prepare > stock = 3',
      '5 ContextStarted[ParallelBranch] prepare > payment',
      '5 ContextStarted[RunInChildContext] prepare > payment > card',
      '5 ContextStarted[WaitForCallback] prepare > payment > card > confirmation',
      '5 CallbackStarted prepare > payment > card > confirmation > Callback within 3600 s',
      '5 StepStarted prepare > payment > card > confirmation > Step',
      '5 StepSucceeded prepare > payment > card > confirmation > Step #1 = nothing',
      '5 InvocationCompleted',
      '60 CallbackSucceeded prepare > payment > card > confirmation > Callback = {"amount": 99}',
      '60 ContextSucceeded[WaitForCallback] prepare > payment > card > confirmation = "{\\"amount\\": 99}"',
      '60 ContextSucceeded[RunInChildContext] prepare > payment > card = 99',
      '60 ContextSucceeded[ParallelBranch] prepare > payment = 99',
      '60 ContextSucceeded[Parallel] prepare = {"all":[{"result":3,"index":0,"status":"SUCCEEDED"},{"result... 133',
      '60 ChainedInvokeStarted ship -> shipping',
      '60 InvocationCompleted',
      '7260 ChainedInvokeSucceeded ship = "parcel of 3"',
      '7260 StepStarted[WaitForCondition] arrival',
      '7260 StepSucceeded[WaitForCondition] arrival #1 again in 21600 s = 1',
      '7260 InvocationCompleted',
      '28860 StepStarted[WaitForCondition] arrival',
      '28860 StepSucceeded[WaitForCondition] arrival #2 = 2',
      '28860 InvocationCompleted',
      '28860 ExecutionSucceeded = {"checked":2,"pieces":3,"amount":99,"parcel":"parcel of 3","... 66',
    ],
  },
};
