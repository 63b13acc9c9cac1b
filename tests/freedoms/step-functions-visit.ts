import type { Visitor } from './visitor.js';

const roleArn = 'arn:aws:iam::123456789012:role/any';

const pass = (name: string) => JSON.stringify({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
const branch = (first: string, second: string) => ({
  StartAt: first,
  States: { [first]: { Type: 'Pass', Next: second }, [second]: { Type: 'Pass', End: true } },
});
const branches = [branch('A', 'B'), branch('C', 'D')];
const twoBranches = { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: branches, End: true } } };
const hold = { StartAt: 'Hold', States: { Hold: { Type: 'Wait', Seconds: 60, Comment: 'Ü', End: true } } };

/** Calls of Step Functions that between them meet every freedom that it has. */
export async function visitStepFunctions(visitor: Visitor): Promise<void> {
  await lists(visitor);
  await executions(visitor);
  await updates(visitor);
  await deletions(visitor);
  await polls(visitor);
  await visitor.ask('ValidateStateMachineDefinition', { definition: '{"StartAt":"Nowhere","States":{}}' });
}

async function lists(visitor: Visitor): Promise<void> {
  for (const name of ['a', 'b', 'c']) await visitor.ask('CreateActivity', { name }, name);
  const { nextToken } = await visitor.ask('ListActivities', { maxResults: 2 }, 'by two');
  await visitor.ask('ListActivities', { maxResults: 2, nextToken }, 'by two, further');
  await visitor.ask('ListActivities', { maxResults: 3, nextToken }, 'by three, with that token');
  await visitor.ask('ListActivities', {});
}

async function executions(visitor: Visitor): Promise<void> {
  const holding = await visitor.ask('CreateStateMachine', { name: 'hold', definition: JSON.stringify(hold), roleArn });
  const { executionArn } = await visitor.ask('StartExecution', { stateMachineArn: holding.stateMachineArn });
  await visitor.ask('DescribeExecution', { executionArn }, 'that runs');
  await visitor.ask('StopExecution', { executionArn });
  await visitor.ask('DescribeExecution', { executionArn }, 'that was stopped');
  const definition = JSON.stringify(twoBranches);
  const { stateMachineArn } = await visitor.ask('CreateStateMachine', { name: 'both', definition, roleArn }, 'both');
  const run = await visitor.ask('StartExecution', { stateMachineArn, name: 'one' }, 'with a name');
  await visitor.ask('GetExecutionHistory', { executionArn: run.executionArn, maxResults: 1_000 });
  await visitor.ask('TagResource', { resourceArn: stateMachineArn, tags: [{ key: 'k', value: 'v' }] });
  const nobody = 'arn:aws:states:us-east-1:123456789012:execution:both:nobody';
  await visitor.ask('DescribeExecution', { executionArn: nobody }, 'that is not there');
}

/** Of a machine and of its alias: what is started at once, and what is started two seconds later. */
async function updates(visitor: Visitor): Promise<void> {
  const definition = pass('Old');
  const old = await visitor.ask('CreateStateMachine', { name: 'new', definition, roleArn, publish: true }, 'to update');
  const { stateMachineArn } = old;
  const to = ({ stateMachineVersionArn }: typeof old) => [{ stateMachineVersionArn, weight: 100 }];
  const aliased = { name: 'live', routingConfiguration: to(old) };
  const { stateMachineAliasArn } = await visitor.ask('CreateStateMachineAlias', aliased);
  const started = async (arn: unknown, when: string) => {
    const { executionArn } = await visitor.ask('StartExecution', { stateMachineArn: arn }, when);
    await visitor.ask('GetExecutionHistory', { executionArn }, when);
  };
  const change = { stateMachineArn, definition: pass('New'), publish: true };
  const updated = await visitor.ask('UpdateStateMachine', change);
  await started(stateMachineArn, 'right after its update');
  await visitor.clock.pass(2_000);
  await started(stateMachineArn, 'long after its update');
  await visitor.ask('UpdateStateMachineAlias', { stateMachineAliasArn, routingConfiguration: to(updated) });
  await started(stateMachineAliasArn, 'right after the update of its alias');
  await visitor.clock.pass(2_000);
  await started(stateMachineAliasArn, 'long after the update of its alias');
}

async function deletions(visitor: Visitor): Promise<void> {
  const request = { name: 'gone', definition: pass('P'), roleArn };
  const { stateMachineArn } = await visitor.ask('CreateStateMachine', request, 'to delete');
  await visitor.ask('DeleteStateMachine', { stateMachineArn });
  await visitor.ask('DescribeStateMachine', { stateMachineArn }, 'right after its deletion');
  await visitor.ask('CreateStateMachine', { ...request, definition: pass('Q') }, 'right after a deletion');
  await visitor.ask('DeleteStateMachine', { stateMachineArn }, 'again');
  await visitor.clock.pass(2_000);
  await visitor.ask('DescribeStateMachine', { stateMachineArn }, 'long after its deletion');
  await visitor.ask('CreateStateMachine', { ...request, definition: pass('R') }, 'long after a deletion');
}

/** The activity is made a part of a second after a whole one. */
async function polls(visitor: Visitor): Promise<void> {
  await visitor.clock.pass(250);
  const { activityArn } = await visitor.ask('CreateActivity', { name: 'late' }, 'at a part of a second');
  await visitor.clock.pass(750);
  const poll = visitor.ask('GetActivityTask', { activityArn });
  await visitor.clock.until(({ polls }) => polls === 1);
  await visitor.ask('DeleteActivity', { activityArn });
  await poll;
}
