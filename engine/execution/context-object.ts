import type { JsonObject } from '../asl/doc.js';
import type { Branch } from './branch.js';
import { isoTime } from './iso-time.js';

/** State types whose context has a RetryCount: those that can be retried. */
const retried: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map']);

/** What `$$` names while `branch` is in its current state: members in AWS's order. */
export function contextObject(branch: Branch): JsonObject {
  const { run, state, token } = branch;
  const { params } = run;
  const execution: JsonObject = {
    Id: params.arn,
    Input: params.input.value,
    StartTime: isoTime(run.startDate),
    Name: params.name,
    RoleArn: params.roleArn,
  };
  if (params.type === 'STANDARD') execution.RedriveCount = run.redriveCount;
  if (run.redriveDate !== undefined) execution.RedriveTime = isoTime(run.redriveDate);
  const own: JsonObject = { Name: state.name, EnteredTime: isoTime(run.history.timeOf(branch.entered)) };
  if (retried.has(state.type)) own.RetryCount = branch.retryCount;
  const context: JsonObject = {
    Execution: execution,
    StateMachine: { Id: params.stateMachineArn, Name: params.stateMachineName },
    State: own,
  };
  if (token !== undefined) context.Task = { Token: token };
  const item = branch.mapItem;
  if (item !== undefined) {
    const { index, key, value } = item;
    context.Map = {
      Item: key === undefined ? { Index: index, Value: value } : { Index: index, Key: key, Value: value },
    };
  }
  return context;
}
