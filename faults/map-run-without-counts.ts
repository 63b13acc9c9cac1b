import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

const zeros = (counts: unknown): unknown => Object.fromEntries(Object.keys(Object(counts)).map((name) => [name, 0]));

export const fault: Fault = {
  id: 'map-run-without-counts',
  breaks: 'sfn:ListMapRuns/behaviour/lists-the-run',
  does: 'DescribeMapRun counts nothing.',
  options: {
    rewriteResponse: answers('DescribeMapRun', (output) => ({
      ...output,
      itemCounts: zeros(output.itemCounts),
      executionCounts: zeros(output.executionCounts),
    })),
  },
};
