import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-update-without-effect',
  breaks: 'sfn:UpdateStateMachineAlias/behaviour/takes-effect',
  does: 'The routes of an alias stay as they were when it is updated.',
  install: around('UpdateStateMachineAlias', (handle) => (input, call) => {
    const { routingConfiguration: _routes, ...rest } = input;
    return handle(rest, call);
  }),
};
