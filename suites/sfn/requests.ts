import type { Capability, CaseContext, OperationName } from '../../harness/index.js';
import { echo, failWith, task, waitFor } from '../definitions.js';

type Request = Record<string, unknown>;

/** How a request that the target must accept is made, and what the target must have for it. */
export interface Recipe {
  readonly requires?: readonly Capability[];
  /** Makes all that the request stands on. Each call gives a request that can be sent on its own. */
  make(context: CaseContext): Promise<Request>;
}

/** A token of an open task that may send heartbeats. */
async function openTask({ activities, machines, executions, sfn }: CaseContext): Promise<string> {
  const activity = await activities.create();
  const machine = await machines.create(task(activity.arn, { HeartbeatSeconds: 60 }));
  await executions.start(machine);
  return (await sfn.getActivityTask({ activityArn: activity.arn })).output.taskToken;
}

async function openExecution({ machines, executions }: CaseContext): Promise<string> {
  const machine = await machines.create(waitFor(60));
  return (await executions.start(machine)).executionArn;
}

async function machineArn({ machines }: CaseContext): Promise<string> {
  return (await machines.create(echo())).arn;
}

async function version(context: CaseContext): Promise<{ machine: string; version: string }> {
  const machine = await machineArn(context);
  const published = await context.sfn.publishStateMachineVersion({ stateMachineArn: machine });
  return { machine, version: published.output.stateMachineVersionArn };
}

async function alias(context: CaseContext): Promise<string> {
  const routingConfiguration = [{ stateMachineVersionArn: (await version(context)).version, weight: 100 }];
  const created = await context.sfn.createStateMachineAlias({ name: 'live', routingConfiguration });
  return created.output.stateMachineAliasArn;
}

/** One for each operation that can be asked for something it must accept without the help of another service. */
export const recipes: Readonly<Partial<Record<OperationName, Recipe>>> = {
  CreateActivity: { requires: ['activities'], make: async ({ machines }) => ({ name: machines.freshName() }) },
  CreateStateMachine: {
    make: async ({ machines }) => ({
      name: machines.freshName(),
      definition: JSON.stringify(echo()),
      roleArn: machines.roleArn,
    }),
  },
  DeleteActivity: {
    requires: ['activities'],
    make: async ({ activities }) => ({ activityArn: (await activities.create()).arn }),
  },
  DeleteStateMachine: { make: async (context) => ({ stateMachineArn: await machineArn(context) }) },
  DescribeActivity: {
    requires: ['activities'],
    make: async ({ activities }) => ({ activityArn: (await activities.create()).arn }),
  },
  DescribeExecution: { make: async (context) => ({ executionArn: await openExecution(context) }) },
  DescribeStateMachine: { make: async (context) => ({ stateMachineArn: await machineArn(context) }) },
  GetActivityTask: {
    requires: ['activity-workers'],
    make: async ({ activities, machines, executions }) => {
      const activity = await activities.create();
      await executions.start(await machines.create(task(activity.arn)));
      return { activityArn: activity.arn };
    },
  },
  GetExecutionHistory: { make: async (context) => ({ executionArn: await openExecution(context) }) },
  ListActivities: { requires: ['activities'], make: async () => ({}) },
  ListExecutions: { make: async (context) => ({ stateMachineArn: await machineArn(context) }) },
  ListStateMachines: { make: async () => ({}) },
  SendTaskFailure: {
    requires: ['activity-workers'],
    make: async (context) => ({ taskToken: await openTask(context) }),
  },
  SendTaskHeartbeat: {
    requires: ['activity-workers'],
    make: async (context) => ({ taskToken: await openTask(context) }),
  },
  SendTaskSuccess: {
    requires: ['activity-workers'],
    make: async (context) => ({ taskToken: await openTask(context), output: '{}' }),
  },
  StartExecution: { make: async (context) => ({ stateMachineArn: await machineArn(context) }) },
  StopExecution: { make: async (context) => ({ executionArn: await openExecution(context) }) },

  DescribeStateMachineForExecution: {
    requires: ['update-machine'],
    make: async (context) => ({ executionArn: await openExecution(context) }),
  },
  UpdateStateMachine: {
    requires: ['update-machine'],
    make: async (context) => ({
      stateMachineArn: await machineArn(context),
      definition: JSON.stringify(waitFor(1)),
    }),
  },
  PublishStateMachineVersion: {
    requires: ['versions'],
    make: async (context) => ({ stateMachineArn: await machineArn(context) }),
  },
  ListStateMachineVersions: {
    requires: ['versions'],
    make: async (context) => ({ stateMachineArn: (await version(context)).machine }),
  },
  DeleteStateMachineVersion: {
    requires: ['versions'],
    make: async (context) => ({ stateMachineVersionArn: (await version(context)).version }),
  },
  CreateStateMachineAlias: {
    requires: ['aliases', 'versions'],
    make: async (context) => ({
      name: 'live',
      routingConfiguration: [{ stateMachineVersionArn: (await version(context)).version, weight: 100 }],
    }),
  },
  DescribeStateMachineAlias: {
    requires: ['aliases', 'versions'],
    make: async (context) => ({ stateMachineAliasArn: await alias(context) }),
  },
  UpdateStateMachineAlias: {
    requires: ['aliases', 'versions'],
    make: async (context) => ({ stateMachineAliasArn: await alias(context), description: 'steady' }),
  },
  DeleteStateMachineAlias: {
    requires: ['aliases', 'versions'],
    make: async (context) => ({ stateMachineAliasArn: await alias(context) }),
  },
  ListStateMachineAliases: {
    requires: ['aliases', 'versions'],
    make: async (context) => ({ stateMachineArn: (await version(context)).machine }),
  },
  TagResource: {
    requires: ['tags'],
    make: async (context) => ({ resourceArn: await machineArn(context), tags: [{ key: 'team', value: 'blue' }] }),
  },
  UntagResource: {
    requires: ['tags'],
    make: async (context) => ({ resourceArn: await machineArn(context), tagKeys: ['team'] }),
  },
  ListTagsForResource: {
    requires: ['tags'],
    make: async (context) => ({ resourceArn: await machineArn(context) }),
  },
  RedriveExecution: {
    requires: ['redrive'],
    make: async ({ machines, executions }) => {
      const { executionArn } = await executions.start(await machines.create(failWith('Broken', 'on purpose')));
      await executions.finish(executionArn);
      return { executionArn };
    },
  },
  StartSyncExecution: {
    requires: ['sync-express'],
    make: async ({ machines }) => ({ stateMachineArn: (await machines.create(echo(), { type: 'EXPRESS' })).arn }),
  },
  TestState: {
    requires: ['test-state'],
    make: async ({ machines }) => ({
      definition: JSON.stringify({ Type: 'Pass', End: true }),
      roleArn: machines.roleArn,
    }),
  },
  ValidateStateMachineDefinition: {
    requires: ['validate-definition'],
    make: async () => ({ definition: JSON.stringify(echo()) }),
  },
};
