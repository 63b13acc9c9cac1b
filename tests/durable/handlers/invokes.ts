import { InvokeError } from '@aws/durable-execution-sdk-js';
import type { Handler } from '../runtime.js';
import type { Scene } from '../scene.js';

const durable = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}:$LATEST`;

const invokes =
  (name: string, reference: string): Handler =>
  async (input: unknown, context) =>
    await context.invoke(name, reference, input);

const caught =
  (name: string, reference: string): Handler =>
  async (input: unknown, context) => {
    try {
      return await context.invoke(name, reference, input);
    } catch (error) {
      if (!(error instanceof InvokeError)) throw error;
      return `caught: ${error.message}`;
    }
  };

export const chainedInvokes: Readonly<Record<string, Scene>> = {
  'another durable function': {
    handler: invokes('price', durable('pricing')),
    input: { item: 'lamp' },
    functions: {
      pricing: {
        handler: async ({ item }: { item: string }, context) => {
          await context.wait('market', { seconds: 45 });
          return await context.step(async () => ({ item, price: 12 }));
        },
      },
    },
    ends: { status: 'SUCCEEDED', result: { item: 'lamp', price: 12 } },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted price -> pricing',
      '0 InvocationCompleted',
      '45 ChainedInvokeSucceeded price = {"item":"lamp","price":12}',
      '45 InvocationCompleted',
      '45 ExecutionSucceeded = {"item":"lamp","price":12}',
    ],
  },
  'a plain function': {
    handler: invokes('double', 'doubling'),
    input: 21,
    functions: { doubling: { plain: async (n: number) => n * 2 } },
    ends: { status: 'SUCCEEDED', result: 42 },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted double -> doubling',
      '0 InvocationCompleted',
      '0 ChainedInvokeSucceeded double = 42',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = 42',
    ],
  },
  'a durable function that fails, caught': {
    handler: caught('price', durable('pricing')),
    functions: {
      pricing: {
        handler: async (_: null, context) => {
          await context.wait({ seconds: 2 });
          throw new Error('the market is closed');
        },
      },
    },
    ends: { status: 'SUCCEEDED', result: 'caught: the market is closed' },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted price -> pricing',
      '0 InvocationCompleted',
      '2 ChainedInvokeFailed price (Error: the market is closed)',
      '2 InvocationCompleted',
      '2 ExecutionSucceeded = "caught: the market is closed"',
    ],
  },
  'a plain function that throws': {
    handler: invokes('double', 'doubling'),
    functions: {
      doubling: {
        plain: async () => {
          throw new TypeError('that is no number');
        },
      },
    },
    ends: { status: 'FAILED', error: { ErrorType: 'InvokeError', ErrorMessage: 'that is no number' } },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted double -> doubling',
      '0 InvocationCompleted',
      '0 ChainedInvokeFailed double (TypeError: that is no number)',
      '0 InvocationCompleted',
      '0 ExecutionFailed (InvokeError: that is no number)',
    ],
  },
  'a function that is not there': {
    handler: caught('price', durable('nobody')),
    ends: {
      status: 'SUCCEEDED',
      result: 'caught: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST',
    },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted price -> nobody',
      '0 InvocationCompleted',
      '0 ChainedInvokeFailed price (ResourceNotFoundException: Function not found: arn:aws:lambd... 108)',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "caught: Function not found: arn:aws:lambda:us-east-1:123456... 91',
    ],
  },
  'a chain of three': {
    handler: invokes('first', durable('second')),
    input: 1,
    functions: {
      second: {
        handler: async (n: number, context) => {
          const third: number = await context.invoke('next', durable('third'), n + 1);
          return third * 10;
        },
      },
      third: { handler: async (n: number, context) => await context.step(async () => n + 1) },
    },
    ends: { status: 'SUCCEEDED', result: 30 },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted first -> second',
      '0 InvocationCompleted',
      '0 ChainedInvokeSucceeded first = 30',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = 30',
    ],
  },
  'two at once': {
    handler: async (_: null, context) =>
      await context.promise.all('both', [
        context.invoke<number, number>('slow', durable('waiting'), 20),
        context.invoke<number, number>('quick', durable('waiting'), 10),
      ]),
    functions: {
      waiting: {
        handler: async (seconds: number, context) => {
          await context.wait({ seconds });
          return seconds;
        },
      },
    },
    ends: { status: 'SUCCEEDED', result: [20, 10] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] both',
      '0 ChainedInvokeStarted slow -> waiting',
      '0 ChainedInvokeStarted quick -> waiting',
      '0 InvocationCompleted',
      '10 ChainedInvokeSucceeded quick = 10',
      '10 InvocationCompleted',
      '20 ChainedInvokeSucceeded slow = 20',
      '20 ContextSucceeded[RunInChildContext] both = [20,10]',
      '20 InvocationCompleted',
      '20 ExecutionSucceeded = [20,10]',
    ],
  },
  'a function whose execution is stopped': {
    handler: caught('price', durable('pricing')),
    functions: {
      pricing: {
        handler: async (_: null, context) => {
          await context.wait({ hours: 1 });
        },
      },
    },
    world: async (world) => await world.stop({ ErrorType: 'Enough', ErrorMessage: 'no more prices' }, 'pricing'),
    ends: { status: 'SUCCEEDED', result: 'caught: no more prices' },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted price -> pricing',
      '0 InvocationCompleted',
      '0 ChainedInvokeStopped price (Enough: no more prices)',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "caught: no more prices"',
    ],
  },
  'a function whose execution runs out of time': {
    handler: caught('price', durable('pricing')),
    functions: {
      pricing: {
        durableConfig: { ExecutionTimeout: 60 },
        handler: async (_: null, context) => {
          await context.wait({ hours: 1 });
        },
      },
    },
    ends: { status: 'SUCCEEDED', result: 'caught: CHAINED_INVOKE timed out after 60 seconds.' },
    history: [
      '0 ExecutionStarted',
      '0 ChainedInvokeStarted price -> pricing',
      '0 InvocationCompleted',
      '60 ChainedInvokeTimedOut price (ChainedInvoke.Timeout: CHAINED_INVOKE timed out after 60 sec... 65)',
      '60 InvocationCompleted',
      '60 ExecutionSucceeded = "caught: CHAINED_INVOKE timed out after 60 seconds."',
    ],
  },
};
