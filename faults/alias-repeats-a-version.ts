import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-repeats-a-version',
  breaks: 'sfn:CreateStateMachineAlias/behaviour/distinct-versions',
  does: 'A version may be named twice in the routes of an alias.',
  install: given('CreateStateMachineAlias', (input) => {
    const routes = input.routingConfiguration as JsonObject[];
    const arns = new Set(routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn));
    return arns.size < routes.length ? { ...input, routingConfiguration: [{ ...routes[0], weight: 100 }] } : input;
  }),
};
