import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'task-timeout-halved',
  breaks: 'asl:Task/timeout',
  does: 'A task times out after half of its TimeoutSeconds... so that a task in time may fail.',
  options: { rules: { taskDeadline: (since, timeoutSeconds) => since + timeoutSeconds * 50 } },
};
