import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'task-timeout-named-heartbeat',
  breaks: 'asl:Task/timeout',
  does: 'A task that runs too long fails with States.HeartbeatTimeout.',
  source: 'https://github.com/floci-io/floci/issues/2733',
  options: {
    rules: { taskTimeout: () => ({ error: 'States.HeartbeatTimeout', cause: undefined, aliases: ['States.Timeout'] }) },
  },
};
