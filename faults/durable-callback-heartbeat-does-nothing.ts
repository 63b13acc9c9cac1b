import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-heartbeat-does-nothing',
  breaks: 'durable:callback/heartbeat-restarts-the-clock',
  does: 'A heartbeat is accepted, and restarts nothing.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python-testing/issues/44',
  durable: rule('callbacks', () => ({ heartbeat: (_seconds, _now, deadline) => deadline })),
};
