import type { Fault } from '../engine/fault.js';
import { leaving, rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-error-not-kept',
  breaks: 'durable:step/failed',
  does: 'A step that has failed does not tell its error.',
  durable: rule('reading', () => ({
    operation: ({ StepDetails, ...operation }) => ({
      ...operation,
      ...(StepDetails && { StepDetails: leaving(StepDetails, 'Error') }),
    }),
  })),
};
