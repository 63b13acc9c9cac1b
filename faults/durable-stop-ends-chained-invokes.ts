import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-ends-chained-invokes',
  breaks: 'durable:StopDurableExecution/behaviour/operations-stay',
  does: 'A stop makes the chained invokes in progress STOPPED, each with an event.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('ending', (right) => ({
    stop(execution, error) {
      for (const record of execution.operations.values()) {
        if (!execution.running || record.type !== 'CHAINED_INVOKE' || record.status !== 'STARTED') continue;
        record.status = 'STOPPED';
        record.endedAt = execution.now;
        execution.record('ChainedInvokeStopped', record, { Error: { Payload: error, Truncated: false } });
      }
      right.stop(execution, error);
    },
  })),
};
