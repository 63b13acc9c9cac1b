import type { DurableExecution } from './execution.js';
import { makeMarker } from './markers.js';
import type { OperationRecord } from './operations/record.js';

export const stateScope = (execution: DurableExecution): string => `state ${execution.params.id}`;

/** The marker of the page of state that starts with the operation at `order`. */
export const stateMarker = (execution: DurableExecution, order: number): string =>
  makeMarker(stateScope(execution), order, execution.now);

/** The operations that the function needs for its replay, in the order of their start. */
export function visibleOperations(execution: DurableExecution): OperationRecord[] {
  const { operations, world } = execution;
  const shownBelow = new Map<string, boolean>();
  /** Whether the children of that operation are shown: it and every context above it let them. */
  const showsChildren = (id: string): boolean => {
    const known = shownBelow.get(id);
    if (known !== undefined) return known;
    const parent = operations.get(id);
    const shown =
      parent === undefined ||
      (world.rules.reading.showsChildren(parent) && (parent.parentId === undefined || showsChildren(parent.parentId)));
    shownBelow.set(id, shown);
    return shown;
  };
  const visible: OperationRecord[] = [];
  for (const record of operations.values()) {
    if (record.parentId === undefined || showsChildren(record.parentId)) visible.push(record);
  }
  return visible;
}
