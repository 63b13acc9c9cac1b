import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

const newest = new WeakMap<object, unknown>();

export const fault: Fault = {
  id: 'heartbeat-of-the-last-task-only',
  breaks: 'sfn:SendTaskHeartbeat/behaviour/resets-the-clock',
  does: 'Of several tasks that are open only the one that was handed out last may send heartbeats.',
  source: 'https://github.com/localstack/localstack/issues/10648',
  install(engine) {
    around('GetActivityTask', (handle) => async (input, call) => {
      const output = await handle(input, call);
      if (output.taskToken !== undefined) newest.set(call.account, output.taskToken);
      return output;
    })(engine);
    around('SendTaskHeartbeat', (handle) => (input, call) => {
      const last = newest.get(call.account);
      if (last !== undefined && last !== input.taskToken)
        throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
      return handle(input, call);
    })(engine);
  },
};
