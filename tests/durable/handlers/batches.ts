import {
  type BatchResult,
  completeBatch,
  continueBatch,
  NestingType,
  retryPresets,
} from '@aws/durable-execution-sdk-js';
import type { Scene } from '../scene.js';

const noRetry = { retryStrategy: retryPresets.noRetry };
const summary = ({ completionReason, successCount, failureCount, startedCount }: BatchResult<unknown>) => ({
  completionReason,
  successCount,
  failureCount,
  startedCount,
});

/** Odd ones fail. */
const even = async (n: number) => {
  if (n % 2 === 1) throw new Error(`${n} is odd`);
  return n;
};

export const batches: Readonly<Record<string, Scene>> = {
  'branches in parallel, one after the other': {
    handler: async (_: null, context) => {
      const both = await context.parallel(
        'prepare',
        [
          { name: 'stock', func: async (branch) => await branch.step('count', async () => 3) },
          { name: 'price', func: async (branch) => await branch.step('look up', async () => 12) },
        ],
        { maxConcurrency: 1 },
      );
      return both.getResults();
    },
    ends: { status: 'SUCCEEDED', result: [3, 12] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Parallel] prepare',
      '0 ContextStarted[ParallelBranch] prepare > stock',
      '0 StepStarted prepare > stock > count',
      '0 StepSucceeded prepare > stock > count #1 = 3',
      '0 ContextSucceeded[ParallelBranch] prepare > stock = 3',
      '0 ContextStarted[ParallelBranch] prepare > price',
      '0 StepStarted prepare > price > look up',
      '0 StepSucceeded prepare > price > look up #1 = 12',
      '0 ContextSucceeded[ParallelBranch] prepare > price = 12',
      '0 ContextSucceeded[Parallel] prepare = {"all":[{"result":3,"index":0,"status":"SUCCEEDED"},{"result... 133',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = [3,12]',
    ],
  },
  'branches of different lengths at the same time': {
    handler: async (_: null, context) => {
      const all = await context.parallel('deliver', [
        async (branch) => {
          await branch.wait('truck', { minutes: 3 });
          return 'by truck';
        },
        async (branch) => {
          await branch.wait('bicycle', { minutes: 1 });
          return 'by bicycle';
        },
      ]);
      return all.getResults();
    },
    ends: { status: 'SUCCEEDED', result: ['by truck', 'by bicycle'] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Parallel] deliver',
      '0 ContextStarted[ParallelBranch] deliver > parallel-branch-0',
      '0 ContextStarted[ParallelBranch] deliver > parallel-branch-1',
      '0 WaitStarted deliver > parallel-branch-0 > truck 180 s',
      '0 WaitStarted deliver > parallel-branch-1 > bicycle 60 s',
      '0 InvocationCompleted',
      '60 WaitSucceeded deliver > parallel-branch-1 > bicycle',
      '60 ContextSucceeded[ParallelBranch] deliver > parallel-branch-1 = "by bicycle"',
      '60 InvocationCompleted',
      '180 WaitSucceeded deliver > parallel-branch-0 > truck',
      '180 ContextSucceeded[ParallelBranch] deliver > parallel-branch-0 = "by truck"',
      '180 ContextSucceeded[Parallel] deliver = {"all":[{"result":"by truck","index":0,"status":"SUCCEEDED"}... 152',
      '180 InvocationCompleted',
      '180 ExecutionSucceeded = ["by truck","by bicycle"]',
    ],
  },
  'the first branch that succeeds is enough': {
    handler: async (_: null, context) => {
      const first = await context.parallel(
        'ask around',
        [
          async (branch) => {
            await branch.wait('slow', { minutes: 3 });
            return 'slow';
          },
          async (branch) => {
            await branch.wait('quick', { minutes: 1 });
            return 'quick';
          },
        ],
        { completionConfig: { minSuccessful: 1 } },
      );
      return { ...summary(first), results: first.getResults() };
    },
    ends: {
      status: 'SUCCEEDED',
      result: {
        completionReason: 'MIN_SUCCESSFUL_REACHED',
        successCount: 1,
        failureCount: 0,
        startedCount: 1,
        results: ['quick'],
      },
    },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Parallel] ask around',
      '0 ContextStarted[ParallelBranch] ask around > parallel-branch-0',
      '0 ContextStarted[ParallelBranch] ask around > parallel-branch-1',
      '0 WaitStarted ask around > parallel-branch-0 > slow 180 s',
      '0 WaitStarted ask around > parallel-branch-1 > quick 60 s',
      '0 InvocationCompleted',
      '60 WaitSucceeded ask around > parallel-branch-1 > quick',
      '60 ContextSucceeded[ParallelBranch] ask around > parallel-branch-1 = "quick"',
      '60 ContextSucceeded[Parallel] ask around = {"all":[{"index":0,"status":"STARTED"},{"result":"quick","in... 134',
      '60 InvocationCompleted',
      '60 ExecutionSucceeded = {"completionReason":"MIN_SUCCESSFUL_REACHED","successCount":... 116',
    ],
  },
  'a branch that fails ends the batch, and the handler throws': {
    handler: async (_: null, context) => {
      const batch = await context.parallel(
        'prepare',
        [
          async (branch) => await branch.step('fine', async () => 1),
          async (branch) => await branch.step('broken', async () => await even(1), noRetry),
          async () => 3,
        ],
        { maxConcurrency: 1, completionConfig: { toleratedFailureCount: 0 } },
      );
      batch.throwIfError();
      return batch.getResults();
    },
    ends: { status: 'FAILED', error: { ErrorType: 'ChildContextError', ErrorMessage: '1 is odd' } },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Parallel] prepare',
      '0 ContextStarted[ParallelBranch] prepare > parallel-branch-0',
      '0 StepStarted prepare > parallel-branch-0 > fine',
      '0 StepSucceeded prepare > parallel-branch-0 > fine #1 = 1',
      '0 ContextSucceeded[ParallelBranch] prepare > parallel-branch-0 = 1',
      '0 ContextStarted[ParallelBranch] prepare > parallel-branch-1',
      '0 StepStarted prepare > parallel-branch-1 > broken',
      '0 StepFailed prepare > parallel-branch-1 > broken #1 (Error: 1 is odd)',
      '0 ContextFailed[ParallelBranch] prepare > parallel-branch-1 (StepError: 1 is odd)',
      '0 ContextSucceeded[Parallel] prepare = {"all":[{"result":1,"index":0,"status":"SUCCEEDED"},{"error"... 319',
      '0 InvocationCompleted',
      '0 ExecutionFailed (ChildContextError: 1 is odd)',
    ],
  },
  'branches without contexts of their own in the history': {
    handler: async (_: null, context) => {
      const both = await context.parallel(
        'flat',
        [
          async (branch) => await branch.step('a', async () => 'a'),
          async (branch) => await branch.step('b', async () => 'b'),
        ],
        { maxConcurrency: 1, nesting: NestingType.FLAT },
      );
      return both.getResults();
    },
    ends: { status: 'SUCCEEDED', result: ['a', 'b'] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Parallel] flat',
      '0 StepStarted flat > a',
      '0 StepSucceeded flat > a #1 = "a"',
      '0 StepStarted flat > b',
      '0 StepSucceeded flat > b #1 = "b"',
      '0 ContextSucceeded[Parallel] flat = {"all":[{"result":"a","index":0,"status":"SUCCEEDED"},{"resu... 136',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = ["a","b"]',
    ],
  },
  'a map over named items': {
    handler: async (items: string[], context) => {
      const done = await context.map(
        'resize',
        items,
        async (child, item, index) => await child.step('one', async () => `${index}: ${item}`),
        { maxConcurrency: 1, itemNamer: (item) => `picture ${item}` },
      );
      return done.getResults();
    },
    input: ['cat', 'dog'],
    ends: { status: 'SUCCEEDED', result: ['0: cat', '1: dog'] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] resize',
      '0 ContextStarted[MapIteration] resize > picture cat',
      '0 StepStarted resize > picture cat > one',
      '0 StepSucceeded resize > picture cat > one #1 = "0: cat"',
      '0 ContextSucceeded[MapIteration] resize > picture cat = "0: cat"',
      '0 ContextStarted[MapIteration] resize > picture dog',
      '0 StepStarted resize > picture dog > one',
      '0 StepSucceeded resize > picture dog > one #1 = "1: dog"',
      '0 ContextSucceeded[MapIteration] resize > picture dog = "1: dog"',
      '0 ContextSucceeded[Map] resize = {"all":[{"result":"0: cat","index":0,"status":"SUCCEEDED"},{... 146',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = ["0: cat","1: dog"]',
    ],
  },
  'a map over nothing': {
    handler: async (items: string[], context) =>
      summary(await context.map('resize', items, async (_child, item) => item)),
    input: [],
    ends: {
      status: 'SUCCEEDED',
      result: { completionReason: 'ALL_COMPLETED', successCount: 0, failureCount: 0, startedCount: 0 },
    },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] resize',
      '0 ContextSucceeded[Map] resize = {"all":[],"completionReason":"ALL_COMPLETED"}',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = {"completionReason":"ALL_COMPLETED","successCount":0,"failur... 87',
    ],
  },
  'a map that tolerates a failure': {
    handler: async (items: number[], context) => {
      const batch = await context.map('halve', items, async (_child, item) => (await even(item)) / 2, {
        maxConcurrency: 1,
        completionConfig: { toleratedFailureCount: 1 },
      });
      return {
        ...summary(batch),
        results: batch.getResults(),
        errors: batch.getErrors().map(({ message }) => message),
      };
    },
    input: [2, 3, 4],
    ends: {
      status: 'SUCCEEDED',
      result: {
        completionReason: 'ALL_COMPLETED',
        successCount: 2,
        failureCount: 1,
        startedCount: 0,
        results: [1, 2],
        errors: ['3 is odd'],
      },
    },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] halve',
      '0 ContextStarted[MapIteration] halve > map-item-0',
      '0 ContextSucceeded[MapIteration] halve > map-item-0 = 1',
      '0 ContextStarted[MapIteration] halve > map-item-1',
      '0 ContextFailed[MapIteration] halve > map-item-1 (Error: 3 is odd)',
      '0 ContextStarted[MapIteration] halve > map-item-2',
      '0 ContextSucceeded[MapIteration] halve > map-item-2 = 2',
      '0 ContextSucceeded[Map] halve = {"all":[{"result":1,"index":0,"status":"SUCCEEDED"},{"error"... 346',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = {"completionReason":"ALL_COMPLETED","successCount":2,"failur... 125',
    ],
  },
  'a map with more failures than it tolerates': {
    handler: async (items: number[], context) =>
      summary(
        await context.map('halve', items, async (_child, item) => await even(item), {
          maxConcurrency: 1,
          completionConfig: { toleratedFailurePercentage: 25 },
        }),
      ),
    input: [1, 3, 4, 6],
    ends: {
      status: 'SUCCEEDED',
      result: { completionReason: 'FAILURE_TOLERANCE_EXCEEDED', successCount: 0, failureCount: 2, startedCount: 0 },
    },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] halve',
      '0 ContextStarted[MapIteration] halve > map-item-0',
      '0 ContextFailed[MapIteration] halve > map-item-0 (Error: 1 is odd)',
      '0 ContextStarted[MapIteration] halve > map-item-1',
      '0 ContextFailed[MapIteration] halve > map-item-1 (Error: 3 is odd)',
      '0 ContextSucceeded[Map] halve = {"all":[{"error":{"ErrorType":"ChildContextError","ErrorMess... 485',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = {"completionReason":"FAILURE_TOLERANCE_EXCEEDED","successCou... 100',
    ],
  },
  'a map that decides by itself when it has enough': {
    handler: async (items: number[], context) =>
      summary(
        await context.map('count', items, async (_child, item) => item, {
          maxConcurrency: 1,
          completionConfig: {
            shouldComplete: ({ completedCount }) => (completedCount >= 2 ? completeBatch() : continueBatch()),
          },
        }),
      ),
    input: [5, 6, 7],
    ends: {
      status: 'SUCCEEDED',
      result: { completionReason: 'CUSTOM_COMPLETION_SUCCEEDED', successCount: 2, failureCount: 0, startedCount: 0 },
    },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] count',
      '0 ContextStarted[MapIteration] count > map-item-0',
      '0 ContextSucceeded[MapIteration] count > map-item-0 = 5',
      '0 ContextStarted[MapIteration] count > map-item-1',
      '0 ContextSucceeded[MapIteration] count > map-item-1 = 6',
      '0 ContextSucceeded[Map] count = {"all":[{"result":5,"index":0,"status":"SUCCEEDED"},{"result... 146',
      '0 InvocationCompleted',
      '0 ExecutionSucceeded = {"completionReason":"CUSTOM_COMPLETION_SUCCEEDED","successCo... 101',
    ],
  },
  'a map whose items wait is taken up where it was': {
    handler: async (items: number[], context) => {
      const batch = await context.map(
        'visit',
        items,
        async (child, seconds) => {
          const before = await child.step('arrive', async () => 'arrived');
          await child.wait('stay', { seconds });
          return await child.step('leave', async () => `${before}, stayed ${seconds} s`);
        },
        { maxConcurrency: 2 },
      );
      return batch.getResults();
    },
    input: [5, 3],
    ends: { status: 'SUCCEEDED', result: ['arrived, stayed 5 s', 'arrived, stayed 3 s'] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] visit',
      '0 ContextStarted[MapIteration] visit > map-item-0',
      '0 ContextStarted[MapIteration] visit > map-item-1',
      '0 StepStarted visit > map-item-0 > arrive',
      '0 StepStarted visit > map-item-1 > arrive',
      '0 StepSucceeded visit > map-item-0 > arrive #1 = "arrived"',
      '0 StepSucceeded visit > map-item-1 > arrive #1 = "arrived"',
      '0 WaitStarted visit > map-item-0 > stay 5 s',
      '0 WaitStarted visit > map-item-1 > stay 3 s',
      '0 InvocationCompleted',
      '3 WaitSucceeded visit > map-item-1 > stay',
      '3 StepStarted visit > map-item-1 > leave',
      '3 StepSucceeded visit > map-item-1 > leave #1 = "arrived, stayed 3 s"',
      '3 ContextSucceeded[MapIteration] visit > map-item-1 = "arrived, stayed 3 s"',
      '3 InvocationCompleted',
      '5 WaitSucceeded visit > map-item-0 > stay',
      '5 StepStarted visit > map-item-0 > leave',
      '5 StepSucceeded visit > map-item-0 > leave #1 = "arrived, stayed 5 s"',
      '5 ContextSucceeded[MapIteration] visit > map-item-0 = "arrived, stayed 5 s"',
      '5 ContextSucceeded[Map] visit = {"all":[{"result":"arrived, stayed 5 s","index":0,"status":"... 172',
      '5 InvocationCompleted',
      '5 ExecutionSucceeded = ["arrived, stayed 5 s","arrived, stayed 3 s"]',
    ],
  },
  'a map whose results are too large together': {
    handler: async (items: string[], context) => {
      const batch = await context.map('fill', items, async (_child, item) => item.repeat(70_000), {
        maxConcurrency: 1,
      });
      await context.wait({ seconds: 1 });
      return batch.getResults().map((text) => text.length);
    },
    input: ['a', 'b', 'c', 'd'],
    ends: { status: 'SUCCEEDED', result: [70_000, 70_000, 70_000, 70_000] },
    history: [
      '0 ExecutionStarted',
      '0 ContextStarted[Map] fill',
      '0 ContextStarted[MapIteration] fill > map-item-0',
      '0 ContextSucceeded[MapIteration] fill > map-item-0 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... 70002',
      '0 ContextStarted[MapIteration] fill > map-item-1',
      '0 ContextSucceeded[MapIteration] fill > map-item-1 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb... 70002',
      '0 ContextStarted[MapIteration] fill > map-item-2',
      '0 ContextSucceeded[MapIteration] fill > map-item-2 = "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc... 70002',
      '0 ContextStarted[MapIteration] fill > map-item-3',
      '0 ContextSucceeded[MapIteration] fill > map-item-3 = "ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd... 70002',
      '0 ContextSucceeded[Map] fill = {"type":"MapResult","totalCount":4,"successCount":4,"failure... 147',
      '0 WaitStarted Wait 1 s',
      '0 InvocationCompleted',
      '1 WaitSucceeded Wait',
      '1 InvocationCompleted',
      '1 ExecutionSucceeded = [70000,70000,70000,70000]',
    ],
  },
};
