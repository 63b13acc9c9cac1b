import type { Fault } from '../engine/fault.js';
import type { Output } from '../engine/index.js';
import { around } from './ways/operations.js';

const started = new WeakMap<object, Map<string, Output>>();

export const fault: Fault = {
  id: 'express-is-idempotent',
  breaks: 'sfn:StartExecution/behaviour/express-is-not-idempotent',
  does: 'An EXPRESS execution that is started again under its name is the same one.',
  install: around('StartExecution', (handle) => async (input, call) => {
    const known = started.get(call.account) ?? new Map<string, Output>();
    started.set(call.account, known);
    const key = `${input.stateMachineArn} ${input.name}`;
    const before = input.name === undefined ? undefined : known.get(key);
    if (before !== undefined) return before;
    const output = await handle(input, call);
    if (String(output.executionArn).includes(':express:')) known.set(key, output);
    return output;
  }),
};
