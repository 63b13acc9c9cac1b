import type { Fault } from '../engine/fault.js';
import { handler } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-does-not-wait',
  breaks: 'durable:Invoke/behaviour/waits-for-the-end',
  does: 'A synchronous invoke answers PENDING while the execution goes on.',
  source: 'MiniStack 1.5.33, read',
  durable: handler('Invoke', (handle) => async (account, input, caller) => {
    if (input.InvocationType === 'Event' || input.InvocationType === 'DryRun')
      return await handle(account, input, caller);
    const answer = await handle(account, { ...input, InvocationType: 'Event' }, caller);
    return { ...answer, StatusCode: 200, Payload: '{"Status":"PENDING"}' };
  }),
};
