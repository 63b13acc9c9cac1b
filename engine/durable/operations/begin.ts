import type { DurableExecution } from '../execution.js';
import type { OperationUpdate } from '../shapes.js';
import type { OperationRecord, RecordOf } from './record.js';

/** What every record takes from the update that starts its operation. */
export function begun(execution: DurableExecution, { Id, Name, SubType, ParentId }: OperationUpdate) {
  return {
    id: Id,
    ...(Name !== undefined && { name: Name }),
    ...(SubType !== undefined && { subType: SubType }),
    ...(ParentId !== undefined && { parentId: ParentId }),
    startedAt: execution.now,
    order: execution.operations.size,
    status: 'STARTED' as const,
  };
}

export function keep<R extends OperationRecord>(execution: DurableExecution, record: R): R {
  execution.operations.set(record.id, record);
  execution.changed(record, 'function');
  return record;
}

/** The operation of that id, which the update rules have made sure is of that type. */
export function recordOf<T extends OperationRecord['type']>(
  execution: DurableExecution,
  id: string,
  type: T,
): RecordOf<T> | undefined {
  const record = execution.operations.get(id);
  return record?.type === type ? (record as RecordOf<T>) : undefined;
}

/** The status and the time of an operation's end. */
export function finish(execution: DurableExecution, record: OperationRecord, status: OperationRecord['status']): void {
  record.status = status;
  record.endedAt = execution.now;
}
