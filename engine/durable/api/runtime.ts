import { checkpoint } from '../checkpoint.js';
import { invalidParameter } from '../error.js';
import { readMarker } from '../markers.js';
import { asSeconds, renderOperation } from '../operations/record.js';
import { operationsThatFit } from '../rules/invocations.js';
import { stateMarker, stateScope, visibleOperations } from '../state.js';
import type { Handler } from './api.js';

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** An execution that does not exist is a token that is not valid: neither operation declares ResourceNotFoundException. */
export const checkpointDurableExecution: Handler<'CheckpointDurableExecution'> = (account, input) => {
  const { DurableExecutionArn: arn, CheckpointToken: token, ClientToken: clientToken, Updates: updates = [] } = input;
  return checkpoint(account.find(arn), idOf(arn), account.rules, {
    token,
    updates,
    ...(clientToken !== undefined && { clientToken }),
  });
};

export const getDurableExecutionState: Handler<'GetDurableExecutionState'> = (account, input) => {
  const { reading, tokens } = account.rules;
  const execution = account.find(input.DurableExecutionArn);
  const refusal = tokens.refuse(input.CheckpointToken, idOf(input.DurableExecutionArn), execution);
  if (refusal) throw refusal;
  if (!execution) throw invalidParameter('Invalid Checkpoint Token: there is no such durable execution.');
  const from = input.Marker ? readMarker(input.Marker, stateScope(execution), execution.now) : 0;
  const rest = visibleOperations(execution).filter((record) => record.order >= from);
  const size = reading.pageSize(input.MaxItems);
  const operations = rest.slice(0, size).map((record) => renderOperation(record, asSeconds, account.rules));
  const count = operationsThatFit(operations, size);
  const next = rest[count];
  return {
    Operations: operations.slice(0, count),
    ...(next && { NextMarker: stateMarker(execution, next.order) }),
  };
};
