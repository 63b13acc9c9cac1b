import type { Operations } from '../operation.js';
import * as activities from './activities.js';
import * as aliases from './aliases.js';
import * as executions from './executions.js';
import * as mapRuns from './map-runs.js';
import { redriveExecution } from './redrive.js';
import * as machines from './state-machines.js';
import * as tags from './tags.js';
import * as tasks from './tasks.js';
import { testState } from './test-state.js';
import { validateStateMachineDefinition } from './validate-definition.js';
import * as versions from './versions.js';

/** Every operation of today's API. An edition has those of them that its spec has. */
export const defaultOperations: Operations = {
  CreateActivity: activities.createActivity,
  CreateStateMachine: machines.createStateMachine,
  CreateStateMachineAlias: aliases.createAlias,
  DeleteActivity: activities.deleteActivity,
  DeleteStateMachine: machines.deleteStateMachine,
  DeleteStateMachineAlias: aliases.deleteAlias,
  DeleteStateMachineVersion: versions.deleteVersion,
  DescribeActivity: activities.describeActivity,
  DescribeExecution: executions.describe,
  DescribeMapRun: mapRuns.describeMapRun,
  DescribeStateMachine: machines.describeStateMachine,
  DescribeStateMachineAlias: aliases.describe,
  DescribeStateMachineForExecution: executions.describeMachineForExecution,
  GetActivityTask: activities.getActivityTask,
  GetExecutionHistory: executions.getHistory,
  ListActivities: activities.listActivities,
  ListExecutions: executions.list,
  ListMapRuns: mapRuns.listMapRuns,
  ListStateMachineAliases: aliases.listAliases,
  ListStateMachineVersions: versions.listVersions,
  ListStateMachines: machines.listStateMachines,
  ListTagsForResource: tags.listTags,
  PublishStateMachineVersion: versions.publishVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: tasks.sendTaskFailure,
  SendTaskHeartbeat: tasks.sendTaskHeartbeat,
  SendTaskSuccess: tasks.sendTaskSuccess,
  StartExecution: executions.startExecution,
  StartSyncExecution: executions.startSyncExecution,
  StopExecution: executions.stopExecution,
  TagResource: tags.tagResource,
  TestState: testState,
  UntagResource: tags.untagResource,
  UpdateMapRun: mapRuns.updateMapRun,
  UpdateStateMachine: machines.updateStateMachine,
  UpdateStateMachineAlias: aliases.updateAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
};
