import {
  createLinearRetryStrategy,
  createRetryStrategy,
  JitterStrategy,
  retryPresets,
  StepSemantics,
  withRetry,
} from '@aws/durable-execution-sdk-js';
import { exitRuntime, hang, happensOnce } from '../runtime.js';
import type { Scene } from '../scene.js';

/** The SDK answers with at most 6 MB less 50 bytes; an execution's result may have 6 MB. Two bytes are the quotes. */
const LARGE = 6 * 2 ** 20 - 20;

class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** Works from the attempt `from` on. */
const worksFrom = (from: number) => async (step: { readonly attempt: number }) => {
  if (step.attempt < from) throw new Error(`no answer to attempt ${step.attempt}`);
  return `answered attempt ${step.attempt}`;
};

const refuses = async (): Promise<never> => {
  throw new Error('card refused');
};

const doubling = (maxAttempts: number) =>
  createRetryStrategy({ maxAttempts, initialDelay: { seconds: 1 }, backoffRate: 2, jitter: JitterStrategy.NONE });

export const steps: Readonly<Record<string, Scene>> = {
  'one step': {
    handler: async (name: string, context) => await context.step('greet', async () => `Hello, ${name}!`),
    input: 'Ada',
    ends: { status: 'SUCCEEDED', result: 'Hello, Ada!' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted greet',
      '0 StepSucceeded greet #1 = "Hello, Ada!"',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "Hello, Ada!"',
    ],
  },
  'a step without a name takes what the one before gave': {
    handler: async ({ numbers }: { numbers: number[] }, context) => {
      const total = await context.step(async () => numbers.reduce((sum, n) => sum + n, 0));
      return await context.step(async () => ({ total, mean: total / numbers.length }));
    },
    input: { numbers: [1, 2, 6] },
    ends: { status: 'SUCCEEDED', result: { total: 9, mean: 3 } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted Step',
      '0 StepSucceeded Step #1 = 9',
      '0 StepStarted Step',
      '0 StepSucceeded Step #1 = {"total":9,"mean":3}',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = {"total":9,"mean":3}',
    ],
  },
  'a step and a handler that return nothing': {
    handler: async (_: null, context) => {
      await context.step('log', async () => {});
    },
    ends: { status: 'SUCCEEDED', result: undefined },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted log',
      '0 StepSucceeded log #1 = nothing',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = nothing',
    ],
  },
  'a step that is tried again with growing delays': {
    handler: async (_: null, context) => await context.step('ask', worksFrom(3), { retryStrategy: doubling(5) }),
    ends: { status: 'SUCCEEDED', result: 'answered attempt 3' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted ask',
      '0 StepFailed ask #1 again in 1 s (Error: no answer to attempt 1)',
      '0 InvocationCompleted',
      '1 StepStarted ask',
      '1 StepFailed ask #2 again in 2 s (Error: no answer to attempt 2)',
      '1 InvocationCompleted',
      '3 StepStarted ask',
      '3 StepSucceeded ask #3 = "answered attempt 3"',
      '3 InvocationCompleted',
      '3 ExecutionSucceeded = "answered attempt 3"',
    ],
  },
  'a step whose attempts are used up': {
    handler: async (_: null, context) => await context.step('ask', worksFrom(9), { retryStrategy: doubling(3) }),
    ends: { status: 'FAILED', error: { ErrorType: 'StepError', ErrorMessage: 'no answer to attempt 3' } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted ask',
      '0 StepFailed ask #1 again in 1 s (Error: no answer to attempt 1)',
      '0 InvocationCompleted',
      '1 StepStarted ask',
      '1 StepFailed ask #2 again in 2 s (Error: no answer to attempt 2)',
      '1 InvocationCompleted',
      '3 StepStarted ask',
      '3 StepFailed ask #3 (Error: no answer to attempt 3)',
      '3 InvocationCompleted',
      '3 ExecutionFailed (StepError: no answer to attempt 3)',
    ],
  },
  'a step that only retries what may pass': {
    handler: async (_: null, context) => {
      const retryStrategy = createRetryStrategy({
        maxAttempts: 4,
        initialDelay: { seconds: 5 },
        backoffRate: 1,
        jitter: JitterStrategy.NONE,
        retryableErrorTypes: [Throttled],
      });
      return await context.step(
        'write',
        async ({ attempt }) => {
          throw attempt === 1 ? new Throttled('slow down') : new RangeError('too long');
        },
        { retryStrategy },
      );
    },
    ends: { status: 'FAILED', error: { ErrorType: 'StepError', ErrorMessage: 'too long' } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted write',
      '0 StepFailed write #1 again in 5 s (Throttled: slow down)',
      '0 InvocationCompleted',
      '5 StepStarted write',
      '5 StepFailed write #2 (RangeError: too long)',
      '5 InvocationCompleted',
      '5 ExecutionFailed (StepError: too long)',
    ],
  },
  'a step with a linear retry strategy': {
    handler: async (_: null, context) =>
      await context.step('ask', worksFrom(4), {
        retryStrategy: createLinearRetryStrategy({
          maxAttempts: 4,
          initialDelay: { seconds: 10 },
          increment: { seconds: 10 },
          jitter: JitterStrategy.NONE,
        }),
      }),
    ends: { status: 'SUCCEEDED', result: 'answered attempt 4' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted ask',
      '0 StepFailed ask #1 again in 10 s (Error: no answer to attempt 1)',
      '0 InvocationCompleted',
      '10 StepStarted ask',
      '10 StepFailed ask #2 again in 20 s (Error: no answer to attempt 2)',
      '10 InvocationCompleted',
      '30 StepStarted ask',
      '30 StepFailed ask #3 again in 30 s (Error: no answer to attempt 3)',
      '30 InvocationCompleted',
      '60 StepStarted ask',
      '60 StepSucceeded ask #4 = "answered attempt 4"',
      '60 InvocationCompleted',
      '60 ExecutionSucceeded = "answered attempt 4"',
    ],
  },
  'a step with a retry strategy of its own, days apart': {
    handler: async (_: null, context) =>
      await context.step('remind', worksFrom(3), {
        retryStrategy: (_error, attempt) => ({ shouldRetry: attempt < 7, delay: { days: attempt } }),
      }),
    ends: { status: 'SUCCEEDED', result: 'answered attempt 3' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted remind',
      '0 StepFailed remind #1 again in 86400 s (Error: no answer to attempt 1)',
      '0 InvocationCompleted',
      '86400 StepStarted remind',
      '86400 StepFailed remind #2 again in 172800 s (Error: no answer to attempt 2)',
      '86400 InvocationCompleted',
      '259200 StepStarted remind',
      '259200 StepSucceeded remind #3 = "answered attempt 3"',
      '259200 InvocationCompleted',
      '259200 ExecutionSucceeded = "answered attempt 3"',
    ],
  },
  'a failure that is caught and made good': {
    handler: async (_: null, context) => {
      await context.step('reserve', async () => 'room 7');
      try {
        return await context.step('charge', refuses, { retryStrategy: retryPresets.noRetry });
      } catch (error) {
        await context.step('release', async () => 'room 7 is free');
        return `not booked: ${(error as Error).message}`;
      }
    },
    ends: { status: 'SUCCEEDED', result: 'not booked: card refused' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted reserve',
      '0 StepSucceeded reserve #1 = "room 7"',
      '0 StepStarted charge',
      '0 StepFailed charge #1 (Error: card refused)',
      '0 StepStarted release',
      '0 StepSucceeded release #1 = "room 7 is free"',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "not booked: card refused"',
    ],
  },
  'an at-most-once step whose runtime exits fails': {
    handler: async (_: null, context) =>
      await context.step('transfer', exitRuntime, {
        semantics: StepSemantics.AtMostOncePerRetry,
        retryStrategy: retryPresets.noRetry,
      }),
    ends: {
      status: 'FAILED',
      error: {
        ErrorType: 'StepError',
        ErrorMessage: 'The step execution process was initiated but failed to reach completion due to an interruption.',
      },
    },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted transfer',
      '0 InvocationCompleted (Runtime.ExitError: Error: Runtime exited with error: exit st... 66)',
      '1 StepFailed transfer #1 (StepInterruptedError: The step execution process was initiat... 117)',
      '1 InvocationCompleted',
      '1 ExecutionFailed (StepError: The step execution process was initiated but fail... 106)',
    ],
  },
  'an at-most-once step whose runtime exits is tried again as its strategy says': {
    handler: async (_: null, context) =>
      await context.step(
        'transfer',
        async ({ attempt }) => (attempt === 1 ? await exitRuntime() : `sent at attempt ${attempt}`),
        {
          semantics: StepSemantics.AtMostOncePerRetry,
          retryStrategy: (_error, attempt) => ({ shouldRetry: attempt < 3, delay: { seconds: 4 } }),
        },
      ),
    ends: { status: 'SUCCEEDED', result: 'sent at attempt 2' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted transfer',
      '0 InvocationCompleted (Runtime.ExitError: Error: Runtime exited with error: exit st... 66)',
      '1 StepFailed transfer #1 again in 4 s (StepInterruptedError: The step execution process was initiat... 117)',
      '1 InvocationCompleted',
      '5 StepStarted transfer',
      '5 StepSucceeded transfer #2 = "sent at attempt 2"',
      '5 InvocationCompleted',
      '5 ExecutionSucceeded = "sent at attempt 2"',
    ],
  },
  'an at-least-once step whose runtime exits runs again in the same attempt': {
    handler: async (_: null, context) =>
      await context.step('index', async ({ attempt }) =>
        happensOnce('exit') ? await exitRuntime() : `done at attempt ${attempt}`,
      ),
    ends: { status: 'SUCCEEDED', result: 'done at attempt 1' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted index',
      '0 InvocationCompleted (Runtime.ExitError: Error: Runtime exited with error: exit st... 66)',
      '1 StepSucceeded index #1 = "done at attempt 1"',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = "done at attempt 1"',
    ],
  },
  'a runtime that exits between two steps': {
    handler: async (_: null, context) => {
      const first = await context.step('first', async () => 'done');
      if (happensOnce('exit')) await exitRuntime();
      return await context.step('second', async () => `${first} twice`);
    },
    ends: { status: 'SUCCEEDED', result: 'done twice' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted first',
      '0 StepSucceeded first #1 = "done"',
      '0 InvocationCompleted (Runtime.ExitError: Error: Runtime exited with error: exit st... 66)',
      '1 StepStarted second',
      '1 StepSucceeded second #1 = "done twice"',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = "done twice"',
    ],
  },
  'a function that is not done in time is invoked again': {
    handler: async (_: null, context) => {
      const first = await context.step('first', async () => 'done');
      if (happensOnce('hang')) await hang();
      return await context.step('second', async () => `${first} twice`);
    },
    timeoutSeconds: 30,
    world: async (world) => await world.passWhileHanging(30),
    ends: { status: 'SUCCEEDED', result: 'done twice' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted first',
      '0 StepSucceeded first #1 = "done"',
      '30 InvocationCompleted (Sandbox.Timedout: RequestId: <id> Error: Task timed out afte... 75)',
      '31 StepStarted second',
      '31 StepSucceeded second #1 = "done twice"',
      '31 InvocationCompleted',
      '31 ExecutionSucceeded = "done twice"',
    ],
  },
  'a step that writes its result its own way': {
    handler: async (_: null, context) =>
      await context.step('when', async () => new Date(0), {
        serdes: {
          serialize: async (value) => value?.toISOString(),
          deserialize: async (text) => (text === undefined ? undefined : new Date(text)),
        },
      }),
    ends: { status: 'SUCCEEDED', result: '1970-01-01T00:00:00.000Z' },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted when',
      '0 StepSucceeded when #1 = 1970-01-01T00:00:00.000Z',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = "1970-01-01T00:00:00.000Z"',
    ],
  },
  'several operations that are tried again together': {
    handler: async (_: null, context) =>
      await withRetry(
        context,
        'import',
        async (attemptContext, attempt) => {
          const file = await attemptContext.step('download', async () => `file ${attempt}`);
          await attemptContext.wait('settle', { seconds: 3 });
          return await attemptContext.step(
            'parse',
            async () => {
              if (attempt === 1) throw new Error(`${file} is broken`);
              return `${file} is read`;
            },
            { retryStrategy: retryPresets.noRetry },
          );
        },
        { retryStrategy: doubling(3) },
      ),
    ends: { status: 'SUCCEEDED', result: 'file 2 is read' },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[RunInChildContext] import',
      '0 StepStarted import > download',
      '0 StepSucceeded import > download #1 = "file 1"',
      '0 WaitStarted import > settle 3 s',
      '0 InvocationCompleted',
      '3 WaitSucceeded import > settle',
      '3 StepStarted import > parse',
      '3 StepFailed import > parse #1 (Error: file 1 is broken)',
      '3 WaitStarted import > import-backoff-1 1 s',
      '3 InvocationCompleted',
      '4 WaitSucceeded import > import-backoff-1',
      '4 StepStarted import > download',
      '4 StepSucceeded import > download #1 = "file 2"',
      '4 WaitStarted import > settle 3 s',
      '4 InvocationCompleted',
      '7 WaitSucceeded import > settle',
      '7 StepStarted import > parse',
      '7 StepSucceeded import > parse #1 = "file 2 is read"',
      '7 ContextSucceeded[RunInChildContext] import = "file 2 is read"',
      '7 InvocationCompleted',
      '7 ExecutionSucceeded = "file 2 is read"',
    ],
  },
  'a handler that throws between its operations': {
    handler: async (_: null, context) => {
      await context.step('load', async () => 1);
      throw new TypeError('that is no order');
    },
    ends: { status: 'FAILED', error: { ErrorType: 'TypeError', ErrorMessage: 'that is no order' } },
    history: [
      '0 ExecutionStarted',
      '0 StepStarted load',
      '0 StepSucceeded load #1 = 1',
      '0 InvocationCompleted',
      '0 ExecutionFailed (TypeError: that is no order)',
    ],
  },
  'a result that is too large for an answer is checkpointed': {
    handler: async () => 'x'.repeat(LARGE),
    synchronous: true,
    durableConfig: { ExecutionTimeout: 600 },
    ends: { status: 'SUCCEEDED', result: 'x'.repeat(LARGE) },
    history: [
      '0 ExecutionStarted',
      '0 ExecutionSucceeded = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... 6291438',
      '0 InvocationCompleted',
    ],
  },
};
