import type { ChainedOutcome, DurableExecution } from '../execution.js';
import { eventData } from '../history.js';
import type { OperationUpdate } from '../shapes.js';
import { begun, finish, keep } from './begin.js';
import type { ChainedInvokeRecord } from './record.js';

export function startChained(execution: DurableExecution, update: OperationUpdate): void {
  const options = update.ChainedInvokeOptions;
  if (!options) return;
  const record: ChainedInvokeRecord = keep(execution, {
    ...begun(execution, update),
    type: 'CHAINED_INVOKE',
    functionName: options.FunctionName,
    ...(options.TenantId !== undefined && { tenantId: options.TenantId }),
    ...(update.Payload !== undefined && { input: update.Payload }),
  });
  const named = {
    FunctionName: record.functionName,
    ...(record.tenantId !== undefined && { TenantId: record.tenantId }),
  };
  const start = execution.world.startChained(execution, record);
  if (start.kind === 'refused') {
    execution.record('ChainedInvokeStarted', record, named);
    settle(execution, record, { kind: 'failed', error: start.error });
    return;
  }
  execution.record('ChainedInvokeStarted', record, {
    ...named,
    Input: eventData(record.input),
    ExecutedVersion: start.version,
    ...(start.executionArn !== undefined && { DurableExecutionArn: start.executionArn }),
  });
  execution.defer(start.begin);
}

const ENDS = {
  failed: ['FAILED', 'ChainedInvokeFailed'],
  'timed-out': ['TIMED_OUT', 'ChainedInvokeTimedOut'],
  stopped: ['STOPPED', 'ChainedInvokeStopped'],
} as const;

function settle(execution: DurableExecution, record: ChainedInvokeRecord, outcome: ChainedOutcome): void {
  if (outcome.kind === 'succeeded') {
    finish(execution, record, 'SUCCEEDED');
    if (outcome.result !== undefined) record.result = outcome.result;
    execution.record('ChainedInvokeSucceeded', record, { Result: eventData(outcome.result) });
    return;
  }
  const [status, event] = ENDS[outcome.kind];
  finish(execution, record, status);
  record.error = outcome.error;
  execution.record(event, record, { Error: eventData(outcome.error) });
}

/** The target has ended: the operation takes its outcome, and the function is invoked. A closed execution takes no notice. */
export function endChained(execution: DurableExecution, record: ChainedInvokeRecord, outcome: ChainedOutcome): void {
  if (!execution.running || record.status !== 'STARTED') return;
  const tooLarge =
    outcome.kind === 'succeeded' && outcome.result !== undefined
      ? execution.world.rules.chained.resultSize(Buffer.byteLength(outcome.result))
      : undefined;
  settle(execution, record, tooLarge ? { kind: 'failed', error: tooLarge } : outcome);
  execution.changed(record, 'outside');
  execution.lane.trigger('now');
}
