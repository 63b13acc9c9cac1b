import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'redrive-of-anything',
  breaks: 'sfn:RedriveExecution/behaviour/not-redrivable',
  does: 'A redrive of an execution that succeeded is accepted, and does nothing.',
  install: insteadOf('RedriveExecution', 'ExecutionNotRedrivable', (_input, { account }) => ({
    redriveDate: account.now / 1000,
  })),
};
