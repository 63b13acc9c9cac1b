import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-of-nothing',
  breaks: 'sfn:UpdateStateMachine/behaviour/nothing-to-update',
  does: 'An update of nothing succeeds.',
  source: 'moto 5.2.5, run',
  install: insteadOf('UpdateStateMachine', 'MissingRequiredParameter', (_input, { account }) => ({
    updateDate: account.now / 1000,
  })),
};
