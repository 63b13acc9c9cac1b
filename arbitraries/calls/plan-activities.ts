import { answer, NAMES, type Planner, type Planning, ref, refusal } from './planning.js';
import type { CallKind } from './recipe.js';

function createActivity(planning: Planning, of: number): void {
  if (!planning.options.activities) return;
  const { model } = planning;
  const name = `a${of % NAMES}`;
  const input = { name: { name } };
  const known = model.activityNamed(name);
  if (known >= 0) {
    const same = answer({ activityArn: ref('activity', known) });
    planning.call('CreateActivity', input, same, 'CreateActivity/behaviour/identical-twice');
    return;
  }
  // An activity that is made again under the name of one that is gone has its ARN, and its old tasks may come back.
  if (model.activities.some((activity) => activity.name === name)) return;
  const index = model.activities.push({ name, exists: true, tags: new Map() }) - 1;
  const keep = { as: ref('activity', index), member: 'activityArn' };
  planning.call('CreateActivity', input, answer({}), 'CreateActivity/behaviour/arn-names-the-activity', { keep });
}

function describeActivity(planning: Planning, of: number): void {
  if (!planning.options.activities) return;
  const index = planning.pick(planning.model.activities.length, of);
  const activity = planning.model.activities[index];
  const input = { activityArn: ref('activity', index) };
  if (activity?.exists) {
    const same = answer({ activityArn: ref('activity', index), name: { name: activity.name } });
    planning.call('DescribeActivity', input, same, 'CreateActivity/behaviour/arn-names-the-activity');
  } else {
    const statement = activity === undefined ? 'behaviour/well-formed-unknown-arn' : 'DeleteActivity/behaviour/gone';
    planning.call('DescribeActivity', input, refusal('ActivityDoesNotExist'), statement);
  }
}

function deleteActivity(planning: Planning, of: number): void {
  if (!planning.options.activities) return;
  const { model } = planning;
  const index = planning.pick(model.activities.length, of);
  const waiting = index >= 0 && [...model.tasksOf(index, 'scheduled'), ...model.tasksOf(index, 'taken')].length > 0;
  const named = model.machines.some(({ definition, exists }) => exists && definition.activity === index);
  if (waiting || (index >= 0 && named)) return;
  if (index >= 0) model.activities[index]!.exists = false;
  const input = { activityArn: ref('activity', index) };
  planning.call('DeleteActivity', input, answer({}), 'DeleteActivity/behaviour/twice');
}

function listActivities(planning: Planning): void {
  if (!planning.options.activities) return;
  const items = planning.model.activities.flatMap(({ exists }, index) => (exists ? [ref('activity', index)] : []));
  planning.call(
    'ListActivities',
    {},
    { kind: 'list', member: 'activities', key: 'activityArn', items, order: 'any' },
    'ListActivities/behaviour/lists-what-exists',
  );
}

function poll(planning: Planning, of: number): void {
  if (!planning.options.activities) return;
  const { model } = planning;
  const activity = planning.pick(model.activities.length, of);
  const known = model.activities[activity];
  const input = { activityArn: ref('activity', activity) };
  if (known === undefined || !known.exists) {
    const statement = known === undefined ? 'behaviour/well-formed-unknown-arn' : 'DeleteActivity/behaviour/gone';
    planning.call('GetActivityTask', input, refusal('ActivityDoesNotExist'), statement);
    return;
  }
  // With no task it would wait for a minute, and of two tasks it may get either.
  const tasks = model.tasksOf(activity, 'scheduled');
  if (tasks.length !== 1) return;
  const [index] = tasks;
  const token = model.take(index!);
  const members = { input: { json: model.executions[index!]!.input } };
  const keep = { as: ref('token', token), member: 'taskToken' };
  planning.call('GetActivityTask', input, answer(members), 'GetActivityTask/behaviour/hands-out-the-task', { keep });
}

function report(planning: Planning, call: 'heartbeat' | 'succeed' | 'fail', of: number, by: number): void {
  if (!planning.options.activities) return;
  const { model } = planning;
  const token = planning.pick(model.tokens.length, of);
  const index = model.tokens[token];
  const operations = { heartbeat: 'SendTaskHeartbeat', succeed: 'SendTaskSuccess', fail: 'SendTaskFailure' } as const;
  const output = `{"done":${by}}`;
  const taskToken = ref('token', token);
  const inputs = {
    heartbeat: { taskToken },
    succeed: { taskToken, output },
    fail: { taskToken, error: 'Told', cause: `by ${by}` },
  };
  if (index === undefined) {
    planning.call(operations[call], inputs[call], refusal('InvalidToken'), 'SendTask/behaviour/unknown-token');
    return;
  }
  const execution = model.executions[index]!;
  if (execution.status !== 'RUNNING' || execution.task !== 'taken') {
    const refused = refusal('TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken');
    planning.call(operations[call], inputs[call], refused, 'SendTask/behaviour/token-of-an-ended-task');
    return;
  }
  const statements = {
    heartbeat: 'SendTaskHeartbeat/behaviour/resets-the-clock',
    succeed: 'SendTaskSuccess/behaviour/output',
    fail: 'SendTaskFailure/behaviour/error-and-cause',
  };
  if (call === 'heartbeat') model.heartbeat(index);
  if (call === 'succeed') model.end(index, 'SUCCEEDED', { output });
  if (call === 'fail') model.end(index, 'FAILED', { error: 'Told', cause: `by ${by}` });
  const settle = call === 'heartbeat' ? {} : { settle: ref('execution', index) };
  planning.call(operations[call], inputs[call], answer({}), statements[call], settle);
}

export const activitiesCalls = {
  'create-activity': createActivity,
  'describe-activity': describeActivity,
  'delete-activity': deleteActivity,
  'list-activities': listActivities,
  poll: poll,
  heartbeat: (planning, of, by) => report(planning, 'heartbeat', of, by),
  succeed: (planning, of, by) => report(planning, 'succeed', of, by),
  fail: (planning, of, by) => report(planning, 'fail', of, by),
} satisfies Partial<Record<CallKind, Planner>>;
