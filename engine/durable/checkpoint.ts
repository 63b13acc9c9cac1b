import { invalidParameter } from './error.js';
import type { DurableExecution } from './execution.js';
import { asSeconds, renderOperation } from './operations/record.js';
import { transitionOf } from './operations/transitions.js';
import type { Standing, UpdateContext } from './rules/updates.js';
import type { CheckpointAnswer, OperationStatus, OperationUpdate } from './shapes.js';

export interface CheckpointRequest {
  readonly token: string;
  readonly clientToken?: string;
  readonly updates: readonly OperationUpdate[];
}

const STATUS_AFTER: Readonly<Record<string, OperationStatus>> = {
  START: 'STARTED',
  SUCCEED: 'SUCCEEDED',
  FAIL: 'FAILED',
  RETRY: 'PENDING',
  CANCEL: 'CANCELLED',
};

/** Says what is wrong with a batch: the first rule that an update breaks. Nothing is applied unless it is `undefined`. */
export function findFault(execution: DurableExecution, updates: readonly OperationUpdate[]): string | undefined {
  const { rules, accountId, region } = execution.world;
  for (const rule of Object.values(rules.batch)) {
    const message = rule(updates);
    if (message !== undefined) return message;
  }
  const ahead = new Map<string, Standing>();
  const operation = (id: string): Standing | undefined => ahead.get(id) ?? execution.operations.get(id);
  for (const update of updates) {
    const current = operation(update.Id);
    const context: UpdateContext = {
      current,
      operation,
      known: transitionOf(rules.transitions, update) !== undefined,
      invocationType: execution.params.invocationType,
      accountId,
      region,
    };
    for (const rule of Object.values(rules.updates)) {
      const message = rule(update, context);
      if (message !== undefined) return message;
    }
    ahead.set(update.Id, standingAfter(update, current));
  }
  return undefined;
}

function standingAfter(
  { Type, Action, Name, SubType, ParentId }: OperationUpdate,
  current: Standing | undefined,
): Standing {
  const identity = current ?? {
    type: Type,
    ...(Name !== undefined && { name: Name }),
    ...(SubType !== undefined && { subType: SubType }),
    ...(ParentId !== undefined && { parentId: ParentId }),
  };
  return { ...identity, status: STATUS_AFTER[Action] ?? 'STARTED' };
}

/**
 * A checkpoint: the token is consumed, all updates are applied or none, and the answer tells the function what has changed since
 * it last looked. Throws `InvalidParameterValueException`.
 *
 * @param executionId the id that the request's ARN names, whether or not there is such an execution
 */
export function checkpoint(
  execution: DurableExecution | undefined,
  executionId: string,
  rules: DurableExecution['world']['rules'],
  { token, clientToken, updates }: CheckpointRequest,
): CheckpointAnswer {
  const again = execution && rules.tokens.replay(execution.storedAnswer, token, clientToken, execution.now);
  if (again) return again;
  const refusal = rules.tokens.refuse(token, executionId, execution);
  if (refusal) throw refusal;
  if (!execution) throw invalidParameter('Invalid Checkpoint Token: there is no such durable execution.');
  const fault = findFault(execution, updates);
  if (fault !== undefined) throw invalidParameter(fault);

  for (const update of updates) transitionOf(rules.transitions, update)?.(execution, update);
  const nextToken = execution.running ? rules.tokens.rotate(execution) : undefined;
  const answer: CheckpointAnswer = {
    ...(nextToken !== undefined && { CheckpointToken: nextToken }),
    NewExecutionState: { Operations: execution.tell().map((record) => renderOperation(record, asSeconds, rules)) },
  };
  execution.storedAnswer =
    execution.running && clientToken !== undefined ? { token, clientToken, answer, at: execution.now } : undefined;
  // A function that asks for news waits for something: its chained targets need not be held back any longer.
  if (updates.length === 0) execution.releaseDeferred();
  return answer;
}
