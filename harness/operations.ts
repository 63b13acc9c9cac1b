import type * as sfn from '@aws-sdk/client-sfn';

/**
 * A shape of the SDK as it is on the wire: timestamps are numbers (seconds since the epoch). Every member is typed as if it
 * were there; whether it is, is for the judge and the assertions of a case to say.
 */
export type OnTheWire<Shape> = Shape extends Date
  ? number
  : Shape extends Uint8Array
    ? string
    : Shape extends readonly (infer Item)[]
      ? OnTheWire<Item>[]
      : Shape extends object
        ? { [Member in Exclude<keyof Shape, '$metadata'>]-?: OnTheWire<NonNullable<Shape[Member]>> }
        : Shape;

/** What each operation answers. */
export interface Outputs {
  CreateActivity: OnTheWire<sfn.CreateActivityCommandOutput>;
  CreateStateMachine: OnTheWire<sfn.CreateStateMachineCommandOutput>;
  CreateStateMachineAlias: OnTheWire<sfn.CreateStateMachineAliasCommandOutput>;
  DeleteActivity: OnTheWire<sfn.DeleteActivityCommandOutput>;
  DeleteStateMachine: OnTheWire<sfn.DeleteStateMachineCommandOutput>;
  DeleteStateMachineAlias: OnTheWire<sfn.DeleteStateMachineAliasCommandOutput>;
  DeleteStateMachineVersion: OnTheWire<sfn.DeleteStateMachineVersionCommandOutput>;
  DescribeActivity: OnTheWire<sfn.DescribeActivityCommandOutput>;
  DescribeExecution: OnTheWire<sfn.DescribeExecutionCommandOutput>;
  DescribeMapRun: OnTheWire<sfn.DescribeMapRunCommandOutput>;
  DescribeStateMachine: OnTheWire<sfn.DescribeStateMachineCommandOutput>;
  DescribeStateMachineAlias: OnTheWire<sfn.DescribeStateMachineAliasCommandOutput>;
  DescribeStateMachineForExecution: OnTheWire<sfn.DescribeStateMachineForExecutionCommandOutput>;
  GetActivityTask: OnTheWire<sfn.GetActivityTaskCommandOutput>;
  GetExecutionHistory: OnTheWire<sfn.GetExecutionHistoryCommandOutput>;
  ListActivities: OnTheWire<sfn.ListActivitiesCommandOutput>;
  ListExecutions: OnTheWire<sfn.ListExecutionsCommandOutput>;
  ListMapRuns: OnTheWire<sfn.ListMapRunsCommandOutput>;
  ListStateMachineAliases: OnTheWire<sfn.ListStateMachineAliasesCommandOutput>;
  ListStateMachineVersions: OnTheWire<sfn.ListStateMachineVersionsCommandOutput>;
  ListStateMachines: OnTheWire<sfn.ListStateMachinesCommandOutput>;
  ListTagsForResource: OnTheWire<sfn.ListTagsForResourceCommandOutput>;
  PublishStateMachineVersion: OnTheWire<sfn.PublishStateMachineVersionCommandOutput>;
  RedriveExecution: OnTheWire<sfn.RedriveExecutionCommandOutput>;
  SendTaskFailure: OnTheWire<sfn.SendTaskFailureCommandOutput>;
  SendTaskHeartbeat: OnTheWire<sfn.SendTaskHeartbeatCommandOutput>;
  SendTaskSuccess: OnTheWire<sfn.SendTaskSuccessCommandOutput>;
  StartExecution: OnTheWire<sfn.StartExecutionCommandOutput>;
  StartSyncExecution: OnTheWire<sfn.StartSyncExecutionCommandOutput>;
  StopExecution: OnTheWire<sfn.StopExecutionCommandOutput>;
  TagResource: OnTheWire<sfn.TagResourceCommandOutput>;
  TestState: OnTheWire<sfn.TestStateCommandOutput>;
  UntagResource: OnTheWire<sfn.UntagResourceCommandOutput>;
  UpdateMapRun: OnTheWire<sfn.UpdateMapRunCommandOutput>;
  UpdateStateMachine: OnTheWire<sfn.UpdateStateMachineCommandOutput>;
  UpdateStateMachineAlias: OnTheWire<sfn.UpdateStateMachineAliasCommandOutput>;
  ValidateStateMachineDefinition: OnTheWire<sfn.ValidateStateMachineDefinitionCommandOutput>;
}

export type OperationName = keyof Outputs;

/** Every operation of Step Functions that the harness has a method for. */
export const operationNames = [
  'CreateActivity',
  'CreateStateMachine',
  'CreateStateMachineAlias',
  'DeleteActivity',
  'DeleteStateMachine',
  'DeleteStateMachineAlias',
  'DeleteStateMachineVersion',
  'DescribeActivity',
  'DescribeExecution',
  'DescribeMapRun',
  'DescribeStateMachine',
  'DescribeStateMachineAlias',
  'DescribeStateMachineForExecution',
  'GetActivityTask',
  'GetExecutionHistory',
  'ListActivities',
  'ListExecutions',
  'ListMapRuns',
  'ListStateMachineAliases',
  'ListStateMachineVersions',
  'ListStateMachines',
  'ListTagsForResource',
  'PublishStateMachineVersion',
  'RedriveExecution',
  'SendTaskFailure',
  'SendTaskHeartbeat',
  'SendTaskSuccess',
  'StartExecution',
  'StartSyncExecution',
  'StopExecution',
  'TagResource',
  'TestState',
  'UntagResource',
  'UpdateMapRun',
  'UpdateStateMachine',
  'UpdateStateMachineAlias',
  'ValidateStateMachineDefinition',
] as const satisfies readonly OperationName[];

/** An event of an execution history, as it is on the wire. */
export type HistoryEvent = Outputs['GetExecutionHistory']['events'][number];
export type ExecutionDescription = Outputs['DescribeExecution'];

const known: ReadonlySet<string> = new Set(operationNames);

export function isOperation(name: string): name is OperationName {
  return known.has(name);
}
