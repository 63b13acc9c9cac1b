import type { DurableExecution } from '../execution.js';
import { eventData } from '../history.js';
import type { OperationUpdate } from '../shapes.js';
import { begun, finish, keep, recordOf } from './begin.js';

export function startContext(execution: DurableExecution, update: OperationUpdate): void {
  const record = keep(execution, { ...begun(execution, update), type: 'CONTEXT', replayChildren: false });
  execution.record('ContextStarted', record);
}

export function closeContext(execution: DurableExecution, update: OperationUpdate): void {
  const record = recordOf(execution, update.Id, 'CONTEXT');
  if (!record) return;
  record.replayChildren = update.ContextOptions?.ReplayChildren === true;
  if (update.Action === 'SUCCEED') {
    finish(execution, record, 'SUCCEEDED');
    if (update.Payload !== undefined) record.result = update.Payload;
    execution.record('ContextSucceeded', record, { Result: eventData(update.Payload) });
  } else {
    finish(execution, record, 'FAILED');
    record.error = update.Error ?? {};
    execution.record('ContextFailed', record, { Error: eventData(record.error) });
  }
  execution.changed(record, 'function');
}
