import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-takes-any-definition',
  breaks: 'sfn:UpdateStateMachine/error/InvalidDefinition',
  does: 'An update with a definition that is none succeeds, and changes nothing.',
  install: insteadOf('UpdateStateMachine', 'InvalidDefinition', (_input, { account }) => ({
    updateDate: account.now / 1000,
  })),
};
