import { createRetryStrategy, defaultSerdes, JitterStrategy, retryPresets } from '@aws/durable-execution-sdk-js';
import { happensOnce } from '../runtime.js';
import type { Scene } from '../scene.js';

const json = { deserialize: defaultSerdes.deserialize };
const oneRetry = createRetryStrategy({ maxAttempts: 2, initialDelay: { seconds: 1 }, jitter: JitterStrategy.NONE });

export const callbacks: Readonly<Record<string, Scene>> = {
  'a callback that is answered': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback<{ by: string }>('approval', { serdes: json });
      return `approved by ${(await answer).by}`;
    },
    world: async (world) => await world.succeed('approval', '{"by": "Ada"}'),
    ends: { status: 'SUCCEEDED', result: 'approved by Ada' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval',
      '0 InvocationCompleted',
      '0 CallbackSucceeded approval = {"by": "Ada"}',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "approved by Ada"',
    ],
  },
  'a callback that is answered with plain text': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('approval');
      return await answer;
    },
    world: async (world) => await world.succeed('approval', 'as it is, not JSON'),
    ends: { status: 'SUCCEEDED', result: 'as it is, not JSON' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval',
      '0 InvocationCompleted',
      '0 CallbackSucceeded approval = as it is, not JSON',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "as it is, not JSON"',
    ],
  },
  'a callback that is refused, caught': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('approval');
      try {
        return await answer;
      } catch (error) {
        return `refused: ${(error as Error).message}`;
      }
    },
    world: async (world) => await world.fail('approval', { ErrorType: 'Denied', ErrorMessage: 'not this year' }),
    ends: { status: 'SUCCEEDED', result: 'refused: not this year' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval',
      '0 InvocationCompleted',
      '0 CallbackFailed approval (Denied: not this year)',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "refused: not this year"',
    ],
  },
  'a callback that nobody answers in time': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('approval', { timeout: { hours: 1 } });
      return await answer;
    },
    ends: { status: 'FAILED', error: { ErrorType: 'CallbackTimeoutError', ErrorMessage: 'Callback timed out' } },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval within 3600 s',
      '0 InvocationCompleted',
      '3600 CallbackTimedOut approval (Callback.Timeout: Callback timed out)',
      '3600 InvocationCompleted',
      '3600 ExecutionFailed (CallbackTimeoutError: Callback timed out)',
    ],
  },
  'a callback that shows no sign of life': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('job', {
        timeout: { hours: 1 },
        heartbeatTimeout: { seconds: 30 },
      });
      try {
        return await answer;
      } catch (error) {
        return `${(error as Error).name} was caught`;
      }
    },
    world: async (world) => {
      await world.pass(20);
      await world.heartbeat('job');
    },
    ends: { status: 'SUCCEEDED', result: 'CallbackTimeoutError was caught' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted job within 3600 s heartbeat 30 s',
      '0 InvocationCompleted',
      '50 CallbackTimedOut job (Callback.Heartbeat: Callback timed out on heartbeat)',
      '50 InvocationCompleted',
      '50 ExecutionSucceeded = "CallbackTimeoutError was caught"',
    ],
  },
  'a callback that heartbeats keep alive': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('job', { heartbeatTimeout: { seconds: 30 } });
      return await answer;
    },
    world: async (world) => {
      for (let beat = 0; beat < 4; beat++) {
        await world.pass(25);
        await world.heartbeat('job');
      }
      await world.succeed('job', 'done after all');
    },
    ends: { status: 'SUCCEEDED', result: 'done after all' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted job heartbeat 30 s',
      '0 InvocationCompleted',
      '100 CallbackSucceeded job = done after all',
      '100 InvocationCompleted',
      '100 ExecutionSucceeded = "done after all"',
    ],
  },
  'two callbacks that are answered in the other order': {
    handler: async (_: null, context) => {
      const [first] = await context.createCallback('first');
      const [second] = await context.createCallback('second');
      return [await first, await second];
    },
    world: async (world) => {
      await world.succeed('second', '2');
      await world.succeed('first', '1');
    },
    ends: { status: 'SUCCEEDED', result: ['1', '2'] },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted first',
      '0 CallbackStarted second',
      '0 InvocationCompleted',
      '0 CallbackSucceeded second = 2',
      '0 InvocationCompleted',
      '0 CallbackSucceeded first = 1',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = ["1","2"]',
    ],
  },
  'a callback that is answered while the function waits for something else': {
    handler: async (_: null, context) => {
      const [answer] = await context.createCallback('approval', { timeout: { seconds: 60 } });
      await context.wait('grace', { seconds: 90 });
      return await answer;
    },
    world: async (world) => {
      await world.pass(10);
      await world.succeed('approval', 'early');
    },
    ends: { status: 'SUCCEEDED', result: 'early' },
    history: [
      '0 ExecutionStarted',
      '0 CallbackStarted approval within 60 s',
      '0 WaitStarted grace 90 s',
      '0 InvocationCompleted',
      '10 CallbackSucceeded approval = early',
      '10 InvocationCompleted',
      '90 WaitSucceeded grace',
      '90 InvocationCompleted',
      '90 ExecutionSucceeded = "early"',
    ],
  },
  'waiting for a callback whose id is handed out': {
    handler: async (_: null, context) =>
      await context.waitForCallback(
        'payment',
        async () => {
          if (happensOnce('closed')) throw new Error('the desk is closed');
        },
        { retryStrategy: oneRetry, timeout: { days: 1 } },
      ),
    world: async (world) => {
      await world.pass(1);
      await world.succeed('payment', 'paid');
    },
    ends: { status: 'SUCCEEDED', result: 'paid' },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[WaitForCallback] payment',
      '0 CallbackStarted payment > Callback within 86400 s',
      '0 StepStarted payment > Step',
      '0 StepFailed payment > Step #1 again in 1 s (Error: the desk is closed)',
      '0 InvocationCompleted',
      '1 StepStarted payment > Step',
      '1 StepSucceeded payment > Step #2 = nothing',
      '1 InvocationCompleted',
      '1 CallbackSucceeded payment > Callback = paid',
      '1 ContextSucceeded[WaitForCallback] payment = "paid"',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = "paid"',
    ],
  },
  'waiting for a callback that can not be asked for': {
    handler: async (_: null, context) =>
      await context.waitForCallback(
        'payment',
        async () => {
          throw new Error('the desk is closed');
        },
        { retryStrategy: retryPresets.noRetry },
      ),
    ends: { status: 'FAILED', error: { ErrorType: 'CallbackSubmitterError', ErrorMessage: 'the desk is closed' } },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[WaitForCallback] payment',
      '0 CallbackStarted payment > Callback',
      '0 StepStarted payment > Step',
      '0 StepFailed payment > Step #1 (Error: the desk is closed)',
      '0 ContextFailed[WaitForCallback] payment (StepError: the desk is closed)',
      '0 InvocationCompleted',
      '0 ExecutionFailed (CallbackSubmitterError: the desk is closed)',
    ],
  },
  'waiting for a callback that is refused': {
    handler: async (_: null, context) => await context.waitForCallback('payment', async () => {}),
    world: async (world) => await world.fail('payment', { ErrorType: 'Bounced', ErrorMessage: 'no funds' }),
    ends: { status: 'FAILED', error: { ErrorType: 'CallbackExternalError', ErrorMessage: 'no funds' } },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[WaitForCallback] payment',
      '0 CallbackStarted payment > Callback',
      '0 StepStarted payment > Step',
      '0 StepSucceeded payment > Step #1 = nothing',
      '0 InvocationCompleted',
      '0 CallbackFailed payment > Callback (Bounced: no funds)',
      '0 ContextFailed[WaitForCallback] payment (CallbackExternalError: no funds)',
      '0 InvocationCompleted',
      '0 ExecutionFailed (CallbackExternalError: no funds)',
    ],
  },
};
