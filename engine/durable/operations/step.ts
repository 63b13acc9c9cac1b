import type { DurableExecution } from '../execution.js';
import { eventData } from '../history.js';
import type { OperationUpdate } from '../shapes.js';
import { begun, finish, keep, recordOf } from './begin.js';
import type { StepRecord } from './record.js';

/** The step of the update. START may be left out: any action of an unknown id makes the step. */
function stepOf(execution: DurableExecution, update: OperationUpdate): StepRecord {
  return (
    recordOf(execution, update.Id, 'STEP') ?? keep(execution, { ...begun(execution, update), type: 'STEP', attempt: 0 })
  );
}

export function startStep(execution: DurableExecution, update: OperationUpdate): void {
  const record = stepOf(execution, update);
  record.status = 'STARTED';
  execution.record('StepStarted', record);
  execution.changed(record, 'function');
}

/** Counts the attempt that ended, and keeps its outcome: the function reads the state of a retried step from its result. */
function endAttempt(execution: DurableExecution, update: OperationUpdate): StepRecord {
  const record = stepOf(execution, update);
  record.attempt = execution.world.rules.steps.attemptAfter(record);
  delete record.result;
  delete record.error;
  if (update.Payload !== undefined) record.result = update.Payload;
  if (update.Error !== undefined) record.error = update.Error;
  return record;
}

export function closeStep(execution: DurableExecution, update: OperationUpdate): void {
  const record = endAttempt(execution, update);
  const RetryDetails = { CurrentAttempt: record.attempt };
  if (update.Action === 'SUCCEED') {
    finish(execution, record, 'SUCCEEDED');
    execution.record('StepSucceeded', record, { Result: eventData(update.Payload), RetryDetails });
  } else {
    finish(execution, record, 'FAILED');
    record.error = update.Error ?? {};
    execution.record('StepFailed', record, { Error: eventData(record.error), RetryDetails });
  }
  execution.changed(record, 'function');
}

export function retryStep(execution: DurableExecution, update: OperationUpdate): void {
  const { steps } = execution.world.rules;
  const record = endAttempt(execution, update);
  const delayMs = steps.retryDelayMs(update);
  record.status = 'PENDING';
  record.nextAttemptAt = execution.now + delayMs;
  const event = steps.retryEvent(update);
  const { NextAttemptDelaySeconds } = update.StepOptions ?? {};
  execution.record(event, record, {
    ...(event === 'StepSucceeded' ? { Result: eventData(update.Payload) } : { Error: eventData(update.Error ?? {}) }),
    RetryDetails: {
      CurrentAttempt: record.attempt,
      ...(NextAttemptDelaySeconds !== undefined && { NextAttemptDelaySeconds }),
    },
  });
  execution.changed(record, 'function');
  execution.after(delayMs, () => {
    record.status = 'READY';
    delete record.nextAttemptAt;
    execution.changed(record, 'outside');
    execution.lane.trigger('together');
  });
}
