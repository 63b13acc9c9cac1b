import type { JsonObject } from '../asl/doc.js';
import type { Branch } from './branch.js';
import { isoTime } from './iso-time.js';

/** State types whose context has a RetryCount: those that can be retried. */
const retried: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map']);

/** What `$$` names while `branch` is in its current state: members in AWS's order. */
export function contextObject(branch: Branch): JsonObject {
  const { run, state, token } = branch;
  const { params, redriveInfo } = run;
  const item = branch.mapItem;
  return {
    Execution: {
      Id: params.arn,
      Input: params.input.value,
      StartTime: isoTime(run.startDate),
      Name: params.name,
      RoleArn: params.roleArn,
      ...(params.type === 'STANDARD' && { RedriveCount: redriveInfo.count }),
      ...(redriveInfo.date !== undefined && { RedriveTime: isoTime(redriveInfo.date) }),
    },
    StateMachine: { Id: params.stateMachineArn, Name: params.stateMachineName },
    State: {
      Name: state.name,
      EnteredTime: isoTime(run.history.timeOf(branch.entered)),
      ...(retried.has(state.type) && { RetryCount: branch.retryCount }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(item !== undefined && {
      Map: {
        Item: { Index: item.index, ...(item.key !== undefined && { Key: item.key }), Value: item.value },
      },
    }),
  };
}
