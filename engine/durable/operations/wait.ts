import type { DurableExecution } from '../execution.js';
import { eventData } from '../history.js';
import type { OperationUpdate } from '../shapes.js';
import { begun, finish, keep, recordOf } from './begin.js';

export function startWait(execution: DurableExecution, update: OperationUpdate): void {
  const seconds = update.WaitOptions?.WaitSeconds ?? 0;
  const delayMs = execution.world.rules.waits.delayMs(seconds);
  const record = keep(execution, {
    ...begun(execution, update),
    type: 'WAIT',
    seconds,
    endsAt: execution.now + delayMs,
    stopTimer: execution.after(delayMs, () => {
      finish(execution, record, 'SUCCEEDED');
      execution.record('WaitSucceeded', record, { Duration: seconds });
      execution.changed(record, 'outside');
      execution.lane.trigger('together');
    }),
  });
  execution.record('WaitStarted', record, { Duration: seconds, ScheduledEndTimestamp: record.endsAt / 1000 });
}

export function cancelWait(execution: DurableExecution, update: OperationUpdate): void {
  const record = recordOf(execution, update.Id, 'WAIT');
  if (!record) return;
  record.stopTimer();
  finish(execution, record, 'CANCELLED');
  execution.record('WaitCancelled', record, update.Error ? { Error: eventData(update.Error) } : {});
  execution.changed(record, 'function');
}
