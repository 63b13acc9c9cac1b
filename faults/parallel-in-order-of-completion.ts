import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'parallel-in-order-of-completion',
  breaks: 'asl:Parallel/outputs-in-order',
  does: 'The outputs of the branches come in the order in which they were started, from the last one.',
  source: 'https://github.com/localstack/localstack/issues/9881',
  options: { rules: { parallelResult: (outputs, list) => list(outputs.toReversed()) } },
};
