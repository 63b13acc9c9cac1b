import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-dry-run-starts',
  breaks: 'durable:Invoke/behaviour/dry-run-starts-nothing',
  does: 'Invoke of type DryRun starts an execution.',
  durable: handler('Invoke', (handle) => async (account, input, caller) => {
    if (input.InvocationType !== 'DryRun') return await handle(account, input, caller);
    await handle(account, { ...input, InvocationType: 'Event' }, caller);
    return { StatusCode: 204 };
  }),
};
