import { type CaseContext, expect, type Machine } from '../../harness/index.js';
import { chain, echo, failWith, task, waitFor } from '../definitions.js';
import type { Answer, Scene } from './promised.js';

/** The situations in which each operation answers with all the members that it can be brought to answer with. */

const current = { editions: ['current'] } as const;

/** That the target knows the machine that the case made, and by its name. */
const knownMachine =
  ({ sfn }: CaseContext, machine: Machine) =>
  async () => {
    expect((await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output.name).toBe(machine.name);
  };

const knownExecution =
  ({ sfn }: CaseContext, executionArn: string, name: string) =>
  async () => {
    expect((await sfn.describeExecution({ executionArn })).output.name).toBe(name);
  };

async function versioned(context: CaseContext, definition: object = echo()) {
  const machine = await context.machines.create(definition);
  const published = await context.sfn.publishStateMachineVersion({
    stateMachineArn: machine.arn,
    description: 'first of its kind',
  });
  return { machine, published, version: published.output.stateMachineVersionArn };
}

async function aliased(context: CaseContext, definition: object = echo()) {
  const { machine, version } = await versioned(context, definition);
  const created = await context.sfn.createStateMachineAlias({
    name: 'live',
    description: 'what all use',
    routingConfiguration: [{ stateMachineVersionArn: version, weight: 100 }],
  });
  return { machine, version, created, alias: created.output.stateMachineAliasArn };
}

async function described(context: CaseContext, definition: object, input: unknown = {}): Promise<Answer> {
  const { machines, executions, sfn } = context;
  const name = machines.freshName('run');
  const { executionArn } = await executions.start(await machines.create(definition), { name, input });
  await executions.finish(executionArn);
  return { exchange: await sfn.describeExecution({ executionArn }), telling: name };
}

export const answers: readonly Scene[] = [
  {
    operation: 'CreateActivity',
    title: 'an activity',
    requires: ['activities'],
    ask: async ({ sfn, machines }) => {
      const name = machines.freshName();
      const exchange = await sfn.createActivity({ name });
      return { exchange, telling: `:activity:${name}` };
    },
  },
  {
    operation: 'DescribeActivity',
    title: 'an activity',
    requires: ['activities'],
    ask: async ({ sfn, activities }) => {
      const { arn, name } = await activities.create();
      return { exchange: await sfn.describeActivity({ activityArn: arn }), telling: name };
    },
  },
  {
    operation: 'DescribeActivity',
    title: 'an activity with the key of AWS',
    requires: ['activities'],
    ...current,
    also: ['encryptionConfiguration'],
    ask: async ({ sfn, machines }) => {
      const name = machines.freshName();
      const created = await sfn.createActivity({ name, encryptionConfiguration: { type: 'AWS_OWNED_KEY' } });
      return { exchange: await sfn.describeActivity({ activityArn: created.output.activityArn }), telling: name };
    },
  },
  {
    operation: 'ListActivities',
    title: 'a page with more to come',
    requires: ['activities'],
    also: ['nextToken'],
    ask: async ({ sfn, activities }) => {
      const made = [await activities.create(), await activities.create()];
      const exchange = await sfn.listActivities({ maxResults: 1 });
      return {
        exchange,
        proof: async () => {
          const { nextToken } = exchange.output;
          const next = (await sfn.listActivities({ maxResults: 1, nextToken })).output.activities[0]?.activityArn;
          expect(next, 'the next page goes on').not.toBe(exchange.output.activities[0]?.activityArn);
          expect((await sfn.describeActivity({ activityArn: made[0]!.arn })).output.name).toBe(made[0]!.name);
        },
      };
    },
  },
  {
    operation: 'CreateStateMachine',
    title: 'a state machine',
    ask: async ({ sfn, machines }) => {
      const name = machines.freshName();
      const definition = JSON.stringify(echo());
      const exchange = await sfn.createStateMachine({ name, definition, roleArn: machines.roleArn });
      return { exchange, telling: `:stateMachine:${name}` };
    },
  },
  {
    operation: 'CreateStateMachine',
    title: 'a state machine with its first version',
    requires: ['versions'],
    ...current,
    also: ['stateMachineVersionArn'],
    ask: async ({ sfn, machines }) => {
      const name = machines.freshName();
      const definition = JSON.stringify(echo());
      const exchange = await sfn.createStateMachine({ name, definition, roleArn: machines.roleArn, publish: true });
      return { exchange, telling: `:stateMachine:${name}:1` };
    },
  },
  {
    operation: 'DescribeStateMachine',
    title: 'a state machine',
    also: ['status'],
    ask: async ({ sfn, machines }) => {
      const { arn, name } = await machines.create(echo());
      return { exchange: await sfn.describeStateMachine({ stateMachineArn: arn }), telling: name };
    },
  },
  {
    operation: 'DescribeStateMachine',
    title: 'a state machine with configurations',
    ...current,
    requires: ['update-machine'],
    also: [
      'encryptionConfiguration',
      'loggingConfiguration.level',
      'loggingConfiguration.includeExecutionData',
      'tracingConfiguration.enabled',
      'revisionId',
    ],
    ask: async ({ sfn, machines }) => {
      const request = { encryptionConfiguration: { type: 'AWS_OWNED_KEY' }, tracingConfiguration: { enabled: true } };
      const { arn, name } = await machines.create(echo(), { request });
      await sfn.updateStateMachine({ stateMachineArn: arn, definition: JSON.stringify(waitFor(1)) });
      return { exchange: await sfn.describeStateMachine({ stateMachineArn: arn }), telling: name };
    },
  },
  {
    operation: 'DescribeStateMachine',
    title: 'a state machine that logs',
    ...current,
    also: ['loggingConfiguration.destinations.cloudWatchLogsLogGroup.logGroupArn'],
    // A target that looks for the log group, as AWS does, will not make the machine.
    ask: async ({ sfn, machines, target }) => {
      const logGroupArn = `arn:aws:logs:${target.region}:${target.accountId}:log-group:runs:*`;
      const loggingConfiguration = {
        level: 'ERROR',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
      };
      const { arn, name } = await machines.create(echo(), { request: { loggingConfiguration } });
      return { exchange: await sfn.describeStateMachine({ stateMachineArn: arn }), telling: name };
    },
  },
  {
    operation: 'DescribeStateMachine',
    title: 'a version',
    ...current,
    requires: ['versions'],
    also: ['description'],
    ask: async (context) => {
      const { machine, version } = await versioned(context);
      return { exchange: await context.sfn.describeStateMachine({ stateMachineArn: version }), telling: machine.name };
    },
  },
  {
    operation: 'DescribeStateMachine',
    title: 'a state machine with variables',
    ...current,
    requires: ['jsonata'],
    also: ['variableReferences'],
    ask: async ({ sfn, machines }) => {
      const { arn, name } = await machines.create(withVariable());
      return { exchange: await sfn.describeStateMachine({ stateMachineArn: arn }), telling: name };
    },
  },
  {
    operation: 'ListStateMachines',
    title: 'a page with more to come',
    also: ['nextToken'],
    ask: async (context) => {
      const made = await context.machines.create(echo());
      await context.machines.create(echo());
      const exchange = await context.sfn.listStateMachines({ maxResults: 1 });
      return { exchange, proof: knownMachine(context, made) };
    },
  },
  {
    operation: 'StartExecution',
    title: 'a start',
    ask: async ({ sfn, machines }) => {
      const { arn } = await machines.create(echo());
      const name = machines.freshName('run');
      return { exchange: await sfn.startExecution({ stateMachineArn: arn, name }), telling: name };
    },
  },
  {
    operation: 'StopExecution',
    title: 'a stop',
    ask: async (context) => {
      const { machines, executions, sfn } = context;
      const name = machines.freshName('run');
      const { executionArn } = await executions.start(await machines.create(waitFor(60)), { name });
      return {
        exchange: await sfn.stopExecution({ executionArn }),
        proof: knownExecution(context, executionArn, name),
      };
    },
  },
  {
    operation: 'DescribeExecution',
    title: 'an execution that succeeded',
    also: ['name', 'stopDate', 'input', 'output'],
    ask: (context) => described(context, echo()),
  },
  {
    operation: 'DescribeExecution',
    title: 'what is known of its data and its redrives',
    ...current,
    requires: ['redrive'],
    also: ['inputDetails.included', 'outputDetails.included', 'redriveCount', 'redriveStatus', 'redriveStatusReason'],
    ask: (context) => described(context, echo()),
  },
  {
    operation: 'DescribeExecution',
    title: 'an execution that failed',
    ...current,
    also: ['error', 'cause', 'stopDate'],
    ask: (context) => described(context, failWith('Broken', 'on purpose')),
  },
  {
    operation: 'DescribeExecution',
    title: 'error and cause at their longest',
    ...current,
    requires: ['activities'],
    also: ['error', 'cause'],
    ask: async (context) => {
      const { machines, executions, sfn } = context;
      const name = machines.freshName('run');
      const { executionArn } = await executions.start(await machines.create(waitFor(60)), { name });
      await sfn.stopExecution({ executionArn, error: 'e'.repeat(256), cause: 'c'.repeat(32_768) });
      return { exchange: await sfn.describeExecution({ executionArn }), telling: name };
    },
  },
  {
    operation: 'DescribeExecution',
    title: 'an execution with a trace header',
    ...current,
    also: ['traceHeader'],
    ask: async ({ sfn, machines }) => {
      const { arn } = await machines.create(echo());
      const name = machines.freshName('run');
      const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
      const started = await sfn.startExecution({ stateMachineArn: arn, name, traceHeader });
      return {
        exchange: await sfn.describeExecution({ executionArn: started.output.executionArn }),
        telling: name,
      };
    },
  },
  {
    operation: 'DescribeExecution',
    title: 'an execution by an alias',
    ...current,
    requires: ['versions', 'aliases'],
    also: ['stateMachineAliasArn', 'stateMachineVersionArn'],
    ask: async (context) => {
      const name = context.machines.freshName('run');
      const { executionArn } = await context.executions.start((await aliased(context)).alias, { name });
      return { exchange: await context.sfn.describeExecution({ executionArn }), telling: name };
    },
  },
  {
    operation: 'DescribeExecution',
    title: 'an execution that was redriven',
    ...current,
    requires: ['redrive'],
    also: ['redriveCount', 'redriveDate'],
    ask: async (context) => {
      const { name, executionArn } = await redriven(context);
      // The first answer may not have the redrive yet.
      await context.sfn.describeExecution({ executionArn });
      return { exchange: await context.sfn.describeExecution({ executionArn }), telling: name };
    },
  },
  {
    operation: 'RedriveExecution',
    title: 'a redrive',
    ...current,
    requires: ['redrive'],
    ask: async (context) => {
      const { name, executionArn, exchange } = await redriven(context);
      return { exchange, proof: knownExecution(context, executionArn, name) };
    },
  },
  {
    operation: 'ListExecutions',
    title: 'a page with more to come',
    also: ['executions.stopDate', 'nextToken'],
    ask: async ({ sfn, machines, executions }) => {
      const machine = await machines.create(echo());
      for (let made = 0; made < 2; made++) {
        await executions.finish((await executions.start(machine)).executionArn);
      }
      const exchange = await sfn.listExecutions({ stateMachineArn: machine.arn, maxResults: 1 });
      return { exchange, telling: machine.name };
    },
  },
  {
    operation: 'ListExecutions',
    title: 'an execution by an alias',
    ...current,
    requires: ['versions', 'aliases'],
    also: ['executions.stateMachineAliasArn', 'executions.stateMachineVersionArn'],
    ask: async (context) => {
      const { alias, machine } = await aliased(context);
      await context.executions.start(alias);
      return { exchange: await context.sfn.listExecutions({ stateMachineArn: machine.arn }), telling: machine.name };
    },
  },
  {
    operation: 'ListExecutions',
    title: 'an execution that was redriven',
    ...current,
    requires: ['redrive'],
    also: ['executions.redriveCount', 'executions.redriveDate'],
    ask: async (context) => {
      const { machine } = await redriven(context);
      return { exchange: await context.sfn.listExecutions({ stateMachineArn: machine.arn }), telling: machine.name };
    },
  },
  {
    operation: 'GetActivityTask',
    title: 'a task',
    requires: ['activity-workers'],
    also: ['taskToken', 'input'],
    ask: async ({ sfn, activities, machines, executions }) => {
      const activity = await activities.create();
      const telling = machines.freshName();
      await executions.start(await machines.create(task(activity.arn)), { input: { telling } });
      return { exchange: await sfn.getActivityTask({ activityArn: activity.arn }), telling };
    },
  },
  {
    operation: 'DescribeStateMachineForExecution',
    title: 'the state machine of an execution',
    ...current,
    requires: ['update-machine', 'jsonata'],
    also: [
      'encryptionConfiguration',
      'loggingConfiguration.level',
      'loggingConfiguration.includeExecutionData',
      'tracingConfiguration.enabled',
      'revisionId',
      'variableReferences',
    ],
    ask: async ({ sfn, machines, executions }) => {
      const machine = await machines.create(echo());
      await sfn.updateStateMachine({ stateMachineArn: machine.arn, definition: JSON.stringify(withVariable()) });
      const { executionArn } = await executions.start(machine);
      return { exchange: await sfn.describeStateMachineForExecution({ executionArn }), telling: machine.name };
    },
  },
  {
    operation: 'UpdateStateMachine',
    title: 'an update that publishes',
    ...current,
    requires: ['update-machine', 'versions'],
    also: ['revisionId', 'stateMachineVersionArn'],
    ask: async ({ sfn, machines }) => {
      const { arn, name } = await machines.create(echo());
      const definition = JSON.stringify(waitFor(1));
      return {
        exchange: await sfn.updateStateMachine({ stateMachineArn: arn, definition, publish: true }),
        telling: name,
      };
    },
  },
  {
    operation: 'PublishStateMachineVersion',
    title: 'a version',
    ...current,
    requires: ['versions'],
    ask: async (context) => {
      const { machine, published } = await versioned(context);
      return { exchange: published, telling: machine.name };
    },
  },
  {
    operation: 'ListStateMachineVersions',
    title: 'a page with more to come',
    ...current,
    requires: ['versions', 'update-machine'],
    also: ['nextToken'],
    ask: async (context) => {
      const { machine } = await versioned(context);
      const { arn, name } = machine;
      await context.sfn.updateStateMachine({
        stateMachineArn: arn,
        definition: JSON.stringify(waitFor(1)),
        publish: true,
      });
      return {
        exchange: await context.sfn.listStateMachineVersions({ stateMachineArn: arn, maxResults: 1 }),
        telling: name,
      };
    },
  },
  {
    operation: 'CreateStateMachineAlias',
    title: 'an alias',
    ...current,
    requires: ['versions', 'aliases'],
    ask: async (context) => {
      const { machine, created } = await aliased(context);
      return { exchange: created, telling: machine.name };
    },
  },
  {
    operation: 'DescribeStateMachineAlias',
    title: 'an alias',
    ...current,
    requires: ['versions', 'aliases'],
    also: ['name', 'description', 'stateMachineAliasArn', 'creationDate', 'updateDate', 'routingConfiguration'],
    ask: async (context) => {
      const { machine, alias } = await aliased(context);
      const exchange = await context.sfn.describeStateMachineAlias({ stateMachineAliasArn: alias });
      return { exchange, telling: machine.name };
    },
  },
  {
    operation: 'UpdateStateMachineAlias',
    title: 'an update',
    ...current,
    requires: ['versions', 'aliases'],
    ask: async (context) => {
      const { machine, alias } = await aliased(context);
      const request = { stateMachineAliasArn: alias, description: 'steady' };
      return { exchange: await context.sfn.updateStateMachineAlias(request), proof: knownMachine(context, machine) };
    },
  },
  {
    operation: 'ListStateMachineAliases',
    title: 'a page with more to come',
    ...current,
    requires: ['versions', 'aliases'],
    also: ['nextToken'],
    ask: async (context) => {
      const { machine, version } = await aliased(context);
      const routingConfiguration = [{ stateMachineVersionArn: version, weight: 100 }];
      await context.sfn.createStateMachineAlias({ name: 'next', routingConfiguration });
      const request = { stateMachineArn: machine.arn, maxResults: 1 };
      return { exchange: await context.sfn.listStateMachineAliases(request), telling: machine.name };
    },
  },
  {
    operation: 'ListTagsForResource',
    title: 'a tag',
    ...current,
    requires: ['tags'],
    also: ['tags.key', 'tags.value'],
    ask: async ({ sfn, machines }) => {
      const telling = machines.freshName('tag');
      const request = { tags: [{ key: 'k'.repeat(128), value: telling.padEnd(256, 'v') }] };
      const { arn } = await machines.create(echo(), { request });
      return { exchange: await sfn.listTagsForResource({ resourceArn: arn }), telling };
    },
  },
];

/** A machine that keeps something in a variable, and uses it. */
function withVariable(): object {
  return chain({
    Keep: { Type: 'Pass', Assign: { kept: 'value' } },
    Show: { Type: 'Pass', Parameters: { 'shown.$': '$kept' } },
  });
}

async function redriven(context: CaseContext) {
  const { machines, executions, sfn } = context;
  const name = machines.freshName('run');
  const machine = await machines.create(failWith('Broken', 'on purpose'));
  const { executionArn } = await executions.start(machine, { name });
  await executions.finish(executionArn);
  return { machine, name, executionArn, exchange: await sfn.redriveExecution({ executionArn }) };
}
