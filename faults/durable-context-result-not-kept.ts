import type { Fault } from '../engine/fault.js';
import { leaving, rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-context-result-not-kept',
  breaks: 'durable:context/succeeded',
  does: 'A context that has succeeded does not tell its result.',
  durable: rule('reading', () => ({
    operation: ({ ContextDetails, ...operation }) => ({
      ...operation,
      ...(ContextDetails && { ContextDetails: leaving(ContextDetails, 'Result') }),
    }),
  })),
};
