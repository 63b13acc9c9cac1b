import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'task-timeout-halved',
  breaks: 'asl:Task/timeout',
  does: 'A task times out after a twentieth of its TimeoutSeconds, so that a task that is in time may fail.',
  options: { rules: { taskDeadline: (since, timeoutSeconds) => since + timeoutSeconds * 50 } },
};
