import type { OperationUpdate } from '../shapes.js';

/** Says what is wrong with the batch as a whole. */
export type BatchRule = (updates: readonly OperationUpdate[]) => string | undefined;

/** What a batch has to satisfy before any update is looked at, in order. The texts are those of AWS's own emulators. */
export interface BatchRules {
  readonly oneExecutionUpdate: BatchRule;
  readonly executionUpdateLast: BatchRule;
  readonly eachIdOnce: BatchRule;
}

const isExecution = (update: OperationUpdate): boolean => update.Type === 'EXECUTION';

/** A STEP or CONTEXT may start and end in one batch. */
const mayFollow = (before: OperationUpdate, update: OperationUpdate): boolean =>
  (before.Type === 'STEP' || before.Type === 'CONTEXT') && before.Action === 'START' && update.Action !== 'START';

export const batch: BatchRules = {
  oneExecutionUpdate: (updates) =>
    updates.filter(isExecution).length > 1 ? 'Cannot checkpoint multiple EXECUTION updates.' : undefined,
  executionUpdateLast: (updates) =>
    updates.slice(0, -1).some(isExecution) ? 'EXECUTION checkpoint must be the last update.' : undefined,
  eachIdOnce(updates) {
    const last = new Map<string, OperationUpdate>();
    for (const update of updates) {
      const before = last.get(update.Id);
      if (before && !mayFollow(before, update)) return 'Cannot update the same operation twice in a single request.';
      last.set(update.Id, update);
    }
    return undefined;
  },
};
