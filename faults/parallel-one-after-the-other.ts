import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'parallel-one-after-the-other',
  breaks: 'asl:Parallel/concurrent',
  does: 'The branches of a Parallel state run one after the other.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: { rules: { branchesAtOnce: () => 1 } },
};
