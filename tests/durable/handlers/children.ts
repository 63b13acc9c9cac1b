import { retryPresets } from '@aws/durable-execution-sdk-js';
import type { Scene } from '../scene.js';

/** More than a checkpoint takes. */
const LARGE = 300_000;

export const children: Readonly<Record<string, Scene>> = {
  'a child context with operations of its own': {
    handler: async (_: null, context) =>
      await context.runInChildContext('order', async (child) => {
        const checked = await child.step('check', async () => 'checked');
        await child.wait('pack', { seconds: 20 });
        return await child.step('ship', async () => `${checked} and shipped`);
      }),
    ends: { status: 'SUCCEEDED', result: 'checked and shipped' },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] order',
      '0 StepStarted order > check',
      '0 StepSucceeded order > check #1 = "checked"',
      '0 WaitStarted order > pack 20 s',
      '0 InvocationCompleted',
      '20 WaitSucceeded order > pack',
      '20 StepStarted order > ship',
      '20 StepSucceeded order > ship #1 = "checked and shipped"',
      '20 ContextSucceeded[RunInChildContext] order = "checked and shipped"',
      '20 InvocationCompleted',
      '20 ExecutionSucceeded = "checked and shipped"',
    ],
  },
  'a child context that fails, caught': {
    handler: async (_: null, context) => {
      try {
        return await context.runInChildContext('order', async (child) => {
          await child.step('check', async () => 'checked');
          throw new RangeError('out of stock');
        });
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    },
    ends: { status: 'SUCCEEDED', result: 'ChildContextError: out of stock' },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] order',
      '0 StepStarted order > check',
      '0 StepSucceeded order > check #1 = "checked"',
      '0 ContextFailed[RunInChildContext] order (RangeError: out of stock)',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "ChildContextError: out of stock"',
    ],
  },
  'contexts in contexts': {
    handler: async (_: null, context) =>
      await context.runInChildContext('outer', async (outer) => {
        const inner = await outer.runInChildContext('middle', async (middle) => {
          const deepest = await middle.runInChildContext('inner', async (innermost) => {
            await innermost.wait('nap', { seconds: 1 });
            return await innermost.step('work', async () => 1);
          });
          return deepest + 1;
        });
        return inner + 1;
      }),
    ends: { status: 'SUCCEEDED', result: 3 },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] outer',
      '0 ContextStarted[RunInChildContext] outer > middle',
      '0 ContextStarted[RunInChildContext] outer > middle > inner',
      '0 WaitStarted outer > middle > inner > nap 1 s',
      '0 InvocationCompleted',
      '1 WaitSucceeded outer > middle > inner > nap',
      '1 StepStarted outer > middle > inner > work',
      '1 StepSucceeded outer > middle > inner > work #1 = 1',
      '1 ContextSucceeded[RunInChildContext] outer > middle > inner = 1',
      '1 ContextSucceeded[RunInChildContext] outer > middle = 2',
      '1 ContextSucceeded[RunInChildContext] outer = 3',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = 3',
    ],
  },
  'a child context that fails the execution': {
    handler: async (_: null, context) =>
      await context.runInChildContext('order', async (child) => {
        await child.step('charge', async () => Promise.reject(new Error('card refused')), {
          retryStrategy: retryPresets.noRetry,
        });
      }),
    ends: { status: 'FAILED', error: { ErrorType: 'ChildContextError', ErrorMessage: 'card refused' } },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] order',
      '0 StepStarted order > charge',
      '0 StepFailed order > charge #1 (Error: card refused)',
      '0 ContextFailed[RunInChildContext] order (StepError: card refused)',
      '0 InvocationCompleted',
      '0 ExecutionFailed (ChildContextError: card refused)',
    ],
  },
  'a child context whose result is too large for a checkpoint': {
    handler: async (_: null, context) => {
      const report = await context.runInChildContext('report', async (child) => {
        const size = await child.step('size', async () => LARGE);
        return 'x'.repeat(size);
      });
      await context.wait({ seconds: 1 });
      return report.length;
    },
    ends: { status: 'SUCCEEDED', result: LARGE },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] report',
      '0 StepStarted report > size',
      '0 StepSucceeded report > size #1 = 300000',
      '0 ContextSucceeded[RunInChildContext] report = ',
      '0 WaitStarted Wait 1 s',
      '0 InvocationCompleted',
      '1 WaitSucceeded Wait',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = 300000',
    ],
  },
};
