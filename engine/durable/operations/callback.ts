import { DurableError } from '../error.js';
import type { DurableExecution } from '../execution.js';
import { eventData } from '../history.js';
import type { ErrorObject, OperationUpdate } from '../shapes.js';
import { begun, finish, keep } from './begin.js';
import type { CallbackRecord } from './record.js';

const nothing = (): void => {};

export function startCallback(execution: DurableExecution, update: OperationUpdate): void {
  const { callbacks } = execution.world.rules;
  // 0 means none, as if the member were absent.
  const timeoutSeconds = update.CallbackOptions?.TimeoutSeconds || undefined;
  const heartbeatSeconds = update.CallbackOptions?.HeartbeatTimeoutSeconds || undefined;
  const record: CallbackRecord = keep(execution, {
    ...begun(execution, update),
    type: 'CALLBACK',
    callbackId: callbacks.id(execution.params.id, update.Id, execution.world.ids.nonce()),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
    stopTimeout: nothing,
    stopHeartbeat: nothing,
  });
  execution.record('CallbackStarted', record, {
    CallbackId: record.callbackId,
    ...(timeoutSeconds !== undefined && { Timeout: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { HeartbeatTimeout: heartbeatSeconds }),
  });
  if (timeoutSeconds !== undefined) {
    const ms = callbacks.timeoutMs(timeoutSeconds);
    record.timeoutAt = execution.now + ms;
    record.stopTimeout = execution.after(ms, () => timeOut(execution, record, 'timeout'));
  }
  if (heartbeatSeconds !== undefined) {
    expectHeartbeat(execution, record, execution.now + callbacks.heartbeatMs(heartbeatSeconds));
  }
}

function expectHeartbeat(execution: DurableExecution, record: CallbackRecord, deadline: number): void {
  record.stopHeartbeat();
  record.heartbeatAt = deadline;
  record.stopHeartbeat = execution.after(deadline - execution.now, () => timeOut(execution, record, 'heartbeat'));
}

function stopTimers(record: CallbackRecord): void {
  record.stopTimeout();
  record.stopHeartbeat();
  delete record.timeoutAt;
  delete record.heartbeatAt;
}

function timeOut(execution: DurableExecution, record: CallbackRecord, clock: 'timeout' | 'heartbeat'): void {
  const { callbacks } = execution.world.rules;
  stopTimers(record);
  finish(execution, record, 'TIMED_OUT');
  record.error = clock === 'timeout' ? callbacks.timeoutError() : callbacks.heartbeatError();
  execution.record('CallbackTimedOut', record, { Error: eventData(record.error) });
  execution.changed(record, 'outside');
  execution.lane.trigger('together');
}

/** The answer that came for a callback. */
export type CallbackAnswer =
  | { readonly kind: 'success'; readonly result?: string }
  | { readonly kind: 'failure'; readonly error?: ErrorObject };

const closed = (): DurableError =>
  new DurableError('CallbackTimeoutException', 'The callback is either timed out or already completed', 400);

/** Throws `CallbackTimeoutException` unless the callback is open. One whose time is up is closed, even before its timer ran. */
function requireOpen(execution: DurableExecution, record: CallbackRecord): void {
  const { callbacks } = execution.world.rules;
  if (!callbacks.accepts(record.status, execution.running)) throw closed();
  const { timeoutAt = Number.POSITIVE_INFINITY, heartbeatAt = Number.POSITIVE_INFINITY } = record;
  if (record.status !== 'STARTED' || Math.min(timeoutAt, heartbeatAt) > execution.now) return;
  timeOut(execution, record, timeoutAt <= heartbeatAt ? 'timeout' : 'heartbeat');
  throw closed();
}

/** Completes a callback and invokes the function. Throws `CallbackTimeoutException` when it is closed. */
export function answerCallback(execution: DurableExecution, record: CallbackRecord, answer: CallbackAnswer): void {
  requireOpen(execution, record);
  stopTimers(record);
  if (answer.kind === 'success') {
    finish(execution, record, 'SUCCEEDED');
    if (answer.result !== undefined) record.result = answer.result;
    execution.record('CallbackSucceeded', record, { Result: eventData(answer.result) });
  } else {
    finish(execution, record, 'FAILED');
    record.error = execution.world.rules.callbacks.errorOfFailure(answer.error);
    execution.record('CallbackFailed', record, { Error: eventData(record.error) });
  }
  execution.changed(record, 'outside');
  execution.lane.trigger('now');
}

/** Restarts the heartbeat clock. Throws `CallbackTimeoutException` when the callback is closed. */
export function beatCallback(execution: DurableExecution, record: CallbackRecord): void {
  requireOpen(execution, record);
  const { heartbeatSeconds, heartbeatAt } = record;
  if (heartbeatSeconds === undefined || heartbeatAt === undefined) return;
  expectHeartbeat(
    execution,
    record,
    execution.world.rules.callbacks.heartbeat(heartbeatSeconds, execution.now, heartbeatAt),
  );
}
