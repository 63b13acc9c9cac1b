import type * as sfn from '@aws-sdk/client-sfn';
import type { Output } from './response.js';

/** What travels: dates are epoch seconds, and members that are always there are so. */
type Sent<T> = T extends Date
  ? number
  : T extends (infer Item)[]
    ? Sent<Item>[]
    : T extends object
      ? { [Member in keyof T as Member extends '$metadata' ? never : Member]: Sent<Exclude<T[Member], undefined>> }
      : T;

interface CommandOutputs {
  CreateActivity: sfn.CreateActivityCommandOutput;
  CreateStateMachine: sfn.CreateStateMachineCommandOutput;
  CreateStateMachineAlias: sfn.CreateStateMachineAliasCommandOutput;
  DeleteActivity: sfn.DeleteActivityCommandOutput;
  DeleteStateMachine: sfn.DeleteStateMachineCommandOutput;
  DeleteStateMachineAlias: sfn.DeleteStateMachineAliasCommandOutput;
  DeleteStateMachineVersion: sfn.DeleteStateMachineVersionCommandOutput;
  DescribeActivity: sfn.DescribeActivityCommandOutput;
  DescribeExecution: sfn.DescribeExecutionCommandOutput;
  DescribeMapRun: sfn.DescribeMapRunCommandOutput;
  DescribeStateMachine: sfn.DescribeStateMachineCommandOutput;
  DescribeStateMachineAlias: sfn.DescribeStateMachineAliasCommandOutput;
  DescribeStateMachineForExecution: sfn.DescribeStateMachineForExecutionCommandOutput;
  GetActivityTask: sfn.GetActivityTaskCommandOutput;
  GetExecutionHistory: sfn.GetExecutionHistoryCommandOutput;
  ListActivities: sfn.ListActivitiesCommandOutput;
  ListExecutions: sfn.ListExecutionsCommandOutput;
  ListMapRuns: sfn.ListMapRunsCommandOutput;
  ListStateMachineAliases: sfn.ListStateMachineAliasesCommandOutput;
  ListStateMachineVersions: sfn.ListStateMachineVersionsCommandOutput;
  ListStateMachines: sfn.ListStateMachinesCommandOutput;
  ListTagsForResource: sfn.ListTagsForResourceCommandOutput;
  PublishStateMachineVersion: sfn.PublishStateMachineVersionCommandOutput;
  RedriveExecution: sfn.RedriveExecutionCommandOutput;
  SendTaskFailure: sfn.SendTaskFailureCommandOutput;
  SendTaskHeartbeat: sfn.SendTaskHeartbeatCommandOutput;
  SendTaskSuccess: sfn.SendTaskSuccessCommandOutput;
  StartExecution: sfn.StartExecutionCommandOutput;
  StartSyncExecution: sfn.StartSyncExecutionCommandOutput;
  StopExecution: sfn.StopExecutionCommandOutput;
  TagResource: sfn.TagResourceCommandOutput;
  TestState: sfn.TestStateCommandOutput;
  UntagResource: sfn.UntagResourceCommandOutput;
  UpdateMapRun: sfn.UpdateMapRunCommandOutput;
  UpdateStateMachine: sfn.UpdateStateMachineCommandOutput;
  UpdateStateMachineAlias: sfn.UpdateStateMachineAliasCommandOutput;
  ValidateStateMachineDefinition: sfn.ValidateStateMachineDefinitionCommandOutput;
}

/**
 * What an operation answers today, by its name; an older edition leaves members out. The types are those of AWS's own client,
 * with dates as epoch seconds.
 */
export type OutputOf<Name extends string> = Name extends keyof CommandOutputs ? Sent<CommandOutputs[Name]> : Output;
