import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'heartbeat-changes-nothing',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/resets-the-clock',
  does: 'A heartbeat is accepted and does not restart the clock.',
  install: around('SendTaskHeartbeat', (_handle) => (input, call) => {
    call.account.tokens.find(String(input.taskToken));
    return {};
  }),
};
