import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'parallel-of-one-is-no-list',
  breaks: 'asl:Parallel/outputs-in-order',
  does: 'A Parallel state with one branch passes on the output of the branch itself.',
  options: { rules: { parallelResult: (outputs, list) => (outputs.length === 1 ? outputs[0]! : list(outputs)) } },
};
