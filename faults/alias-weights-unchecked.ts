import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'alias-weights-unchecked',
  breaks: 'sfn:CreateStateMachineAlias/behaviour/weights',
  does: 'The weights of routes need not sum to 100.',
  install: around('CreateStateMachineAlias', (handle) => (input, call) => {
    const routes = input.routingConfiguration as JsonObject[];
    const sum = routes.reduce((total, { weight }) => total + Number(weight), 0);
    const [first, ...others] = routes;
    return handle(
      { ...input, routingConfiguration: [{ ...first, weight: Number(first?.weight) + 100 - sum }, ...others] },
      call,
    );
  }),
};
