import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';
import { storeAnswers } from './ways/store.js';

export const fault: Fault = {
  id: 'update-machine-writes-all-it-read',
  breaks: 'laws:no-lost-update',
  does: 'An update reads the machine, and later writes all of it: what another update has changed meanwhile is undone.',
  install: around('UpdateStateMachine', (handle) => async (input, call) => {
    const name = String(input.stateMachineArn).split(':').at(-1) ?? '';
    const read = call.account.machines.get(name)?.revision.settings;
    await storeAnswers();
    if (read === undefined) return handle(input, call);
    return handle({ definition: read.definition, roleArn: read.roleArn, ...input }, call);
  }),
};
