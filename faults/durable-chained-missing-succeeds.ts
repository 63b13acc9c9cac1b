import type { Fault } from '../engine/fault.js';
import { leaving, rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-missing-succeeds',
  breaks: 'durable:chained-invoke/missing-function',
  does: 'A chained invoke of a function that does not exist succeeds with nothing.',
  durable: rule('reading', () => ({
    operation: (operation) =>
      operation.ChainedInvokeDetails?.Error?.ErrorType === 'ResourceNotFoundException'
        ? { ...leaving(operation, 'ChainedInvokeDetails'), Status: 'SUCCEEDED' }
        : operation,
  })),
};
