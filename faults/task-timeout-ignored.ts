import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'task-timeout-ignored',
  breaks: 'asl:Task/timeout',
  does: 'The TimeoutSeconds of a task is recorded and never enforced.',
  source: 'https://github.com/floci-io/floci/issues/2733',
  options: { rules: { taskDeadline: (since) => since + 365 * 24 * 3600_000 } },
};
