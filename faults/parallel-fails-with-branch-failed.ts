import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'parallel-fails-with-branch-failed',
  breaks: 'asl:Parallel/one-fails',
  does: 'A Parallel state whose branch fails fails with States.BranchFailed.',
  source: 'https://github.com/sivchari/kumo/pull/869',
  options: {
    rewriteResponse: eachEvent((event, _index, events) =>
      event.type === 'ExecutionFailed' && events.some(({ type }) => type === 'ParallelStateFailed')
        ? withDetails(event, (details) => ({ ...details, error: 'States.BranchFailed' }))
        : event,
    ),
  },
};
