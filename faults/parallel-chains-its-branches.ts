import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'parallel-chains-its-branches',
  breaks: 'asl:Parallel/same-input',
  does: 'Only the first branch gets the input of the state.',
  options: { rules: { branchInput: (effectiveInput, index) => (index === 0 ? effectiveInput : Doc.of({})) } },
};
