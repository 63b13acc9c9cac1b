import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'heartbeats-not-enforced',
  breaks: 'asl:Task/heartbeat',
  does: 'HeartbeatSeconds is not looked at: a silent worker keeps its task.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: { rules: { heartbeatDeadline: (since) => since + 365 * 24 * 3600_000 } },
};
