import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'update-machine-forgets-the-definition',
  breaks: 'sfn:UpdateStateMachine/behaviour/takes-effect',
  does: 'An update of the definition changes nothing.',
  install: given('UpdateStateMachine', ({ definition, ...input }, { account }) => {
    const name = String(input.stateMachineArn).split(':').at(-1) ?? '';
    const known = account.machines.get(name)?.revision.settings.definition;
    return definition === undefined || known === undefined
      ? { ...input, ...(definition !== undefined && { definition }) }
      : { ...input, definition: known };
  }),
};
