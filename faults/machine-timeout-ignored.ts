import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-timeout-ignored',
  breaks: 'asl:machine/timeout',
  does: 'The TimeoutSeconds of a machine is never enforced.',
  source: 'https://github.com/floci-io/floci/issues/2733',
  options: { rules: { machineDeadline: (start) => start + 365 * 24 * 3600_000 } },
};
