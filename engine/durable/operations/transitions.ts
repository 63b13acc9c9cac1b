import type { DurableExecution } from '../execution.js';
import type { OperationAction, OperationType, OperationUpdate } from '../shapes.js';
import { startCallback } from './callback.js';
import { startChained } from './chained-invoke.js';
import { closeContext, startContext } from './context.js';
import { closeStep, retryStep, startStep } from './step.js';
import { cancelWait, startWait } from './wait.js';

/** Applies one update, which the batch and update rules have let through. */
export type Transition = (execution: DurableExecution, update: OperationUpdate) => void;

type Key = `${OperationType}.${OperationAction}`;

/** What each action does, by type and action. An action that is not here does not exist for its type. */
export const transitions = {
  'EXECUTION.SUCCEED': (execution, { Payload }) => {
    execution.close({ status: 'SUCCEEDED', ...(Payload !== undefined && { result: Payload }) });
  },
  'EXECUTION.FAIL': (execution, update) => {
    execution.close({ status: 'FAILED', error: update.Error ?? {} });
  },
  'CONTEXT.START': startContext,
  'CONTEXT.SUCCEED': closeContext,
  'CONTEXT.FAIL': closeContext,
  'STEP.START': startStep,
  'STEP.SUCCEED': closeStep,
  'STEP.FAIL': closeStep,
  'STEP.RETRY': retryStep,
  'WAIT.START': startWait,
  'WAIT.CANCEL': cancelWait,
  'CALLBACK.START': startCallback,
  'CHAINED_INVOKE.START': startChained,
} satisfies Partial<Record<Key, Transition>>;

export type Transitions = Readonly<Record<keyof typeof transitions, Transition>>;

export function transitionOf(table: Transitions, { Type, Action }: OperationUpdate): Transition | undefined {
  const key = `${Type}.${Action}`;
  return Object.hasOwn(table, key) ? table[key as keyof Transitions] : undefined;
}
