import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-routes-to-the-machine',
  breaks: 'sfn:CreateStateMachineAlias/behaviour/versions-only',
  does: 'An alias may route to the machine itself.',
  install: given('CreateStateMachineAlias', (input) => ({
    ...input,
    routingConfiguration: (input.routingConfiguration as JsonObject[]).map((route) => ({
      ...route,
      stateMachineVersionArn: String(route.stateMachineVersionArn).replace(/(:stateMachine:[^:]+)$/, '$1:1'),
    })),
  })),
};
