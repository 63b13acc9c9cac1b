import type { JsonObject } from '../../arbitraries/json.js';
import { type CaseContext, test } from '../../harness/index.js';
import { linearizability, type Observed } from '../../harness/linearizability.js';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import { allowanceOf } from './allowance.js';
import {
  drawClients,
  type ExecutionAnswer,
  type ExecutionCall,
  executionModel,
  sendCall,
  shownHistory,
} from './clients.js';
import { runsWhatItIsGiven } from './control.js';
import { TargetWorld } from './target-world.js';

/**
 * Several clients at once on one execution, one name, one activity. Reads of AWS itself may lag behind: there only what a
 * client sees by itself must move forward. Anything else has one answer for all.
 */

const CLIENTS = 3;
const SHARE = 0.05;

const held = (activityArn: string): JsonObject => ({
  StartAt: 'Held',
  States: { Held: { Type: 'Task', Resource: activityArn, End: true } },
});

type Seen = Observed<ExecutionCall, ExecutionAnswer>;

/** Lets clients do what they do, at once. @returns what each saw */
async function together(
  world: TargetWorld,
  scripts: readonly (readonly ExecutionCall[])[],
  names: { readonly executionArn: string; readonly taskToken: string },
): Promise<Seen[][]> {
  return await Promise.all(
    scripts.map(async (script) => {
      const seen: Seen[] = [];
      for (const call of script) {
        const start = performance.now();
        const answer = await sendCall((operation, input) => world.call(operation, input), call, names);
        seen.push({ call, answer, start, end: performance.now() });
      }
      return seen;
    }),
  );
}

/** Whether what one client sees of an execution moves forward only. */
function movesForward(seen: readonly Seen[]): boolean {
  const statuses = seen.flatMap(({ answer }) => answer?.status ?? []);
  const first = statuses.findIndex((status) => status !== 'RUNNING');
  return first < 0 || statuses.slice(first).every((status) => status === statuses[first]);
}

function judgeSeen({ target }: CaseContext, seen: readonly (readonly Seen[])[]): void {
  for (const client of seen) {
    if (movesForward(client)) continue;
    const actual = shownHistory(client);
    throw new Breach({ reason: 'An execution that had ended goes on', expected: 'a status that stays', actual });
  }
  // AWS says that its reads may lag behind.
  const isAws = target.hostPrefix === true;
  const calls = seen.flat().filter(({ call }) => !isAws || call.call !== 'describe');
  const judged = linearizability(calls, executionModel);
  if (judged.kind === 'undecided')
    throw new Inconclusive('harness', 'It took too long to look for an order of the calls.');
  if (judged.kind === 'linearizable') return;
  throw new Breach({
    reason: 'The answers that clients got of one execution fit into no order',
    expected: 'one order of the calls in which each answer is right',
    actual: shownHistory([...calls].sort((one, other) => one.start - other.start)),
  });
}

test('what clients do to one execution and its task token at once has one order', {
  cites: ['laws:one-order'],
  requires: ['activities', 'activity-workers'],
}, async (context) => {
  const { activities, machines, executions, sfn, chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, 3);
  const activity = await activities.create();
  const machine = await machines.create(held(activity.arn));
  for (let index = 0; index < runs && performance.now() < searchUntil; index++) {
    const { executionArn } = await executions.start(machine, { input: { index } });
    const { taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn })).output;
    if (typeof taskToken !== 'string') throw new Inconclusive('target', 'There was no task to be taken.');
    const seen = await together(world, drawClients(chance.seed, index, CLIENTS), { executionArn, taskToken });
    judgeSeen(context, seen);
    await sfn.stopExecution({ executionArn });
  }
});

test('one name that several clients start with inputs of their own is one execution', {
  cites: ['laws:one-execution-a-name'],
}, async (context) => {
  const { machines, sfn, chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, 3);
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3_600, End: true } } };
  const { arn: stateMachineArn } = await machines.create(definition);
  for (let index = 0; index < runs && performance.now() < searchUntil; index++) {
    const name = machines.freshName();
    const inputs = Array.from({ length: CLIENTS }, (_, client) => JSON.stringify({ client }));
    const answers = await Promise.all(
      inputs.map((input) => world.call('StartExecution', { stateMachineArn, name, input })),
    );
    const accepted = answers.flatMap((answer) =>
      answer.kind === 'success' ? [String(answer.output.executionArn)] : [],
    );
    const refused = answers.flatMap((answer) => (answer.kind === 'refusal' ? [answer.error] : []));
    if (accepted.length !== 1 || refused.some((error) => error !== 'ExecutionAlreadyExists')) {
      throw new Breach({
        reason: 'One name was started more than once, or not at all',
        expected: `one start accepted, ${CLIENTS - 1} refused with ExecutionAlreadyExists`,
        actual: `${accepted.length} accepted, refused: ${refused.join(', ') || 'none'}`,
      });
    }
    const { input } = (await sfn.describeExecution({ executionArn: accepted[0]! })).output;
    const winner = answers.findIndex(({ kind }) => kind === 'success');
    if (input !== inputs[winner]) {
      const reason = 'The execution has the input of a start that was refused';
      throw new Breach({ reason, expected: inputs[winner]!, actual: String(input) });
    }
    await world.stopAll();
  }
});

test('one activity that several workers poll hands out each task once', {
  cites: ['laws:one-worker-a-task'],
  requires: ['activities', 'activity-workers'],
}, async (context) => {
  const { activities, machines, executions, sfn, chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, 3);
  for (let index = 0; index < runs && performance.now() < searchUntil; index++) {
    const activity = await activities.create();
    const machine = await machines.create(held(activity.arn));
    const polls = Promise.all(
      Array.from({ length: CLIENTS }, () => sfn.getActivityTask({ activityArn: activity.arn })),
    );
    const started = await Promise.all(
      Array.from({ length: CLIENTS }, (_, task) => executions.start(machine, { input: { task } })),
    );
    const tasks = (await polls).map(({ output }) => output);
    const inputs = tasks.map(({ input }) => String(input)).sort();
    const tokens = new Set(tasks.map(({ taskToken }) => taskToken));
    const wanted = Array.from({ length: CLIENTS }, (_, task) => JSON.stringify({ task })).sort();
    if (tokens.size !== CLIENTS || inputs.join() !== wanted.join()) {
      throw new Breach({
        reason: 'A task was handed out twice, or not at all',
        expected: `each task once: ${wanted.join(', ')}`,
        actual: `${tokens.size} tokens, for ${inputs.join(', ')}`,
      });
    }
    // One answer a token, however many send one.
    const [task] = tasks;
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, (_, client) =>
        world.call('SendTaskSuccess', { taskToken: String(task!.taskToken), output: String(client) }),
      ),
    );
    const accepted = answers.filter(({ kind }) => kind === 'success').length;
    if (accepted !== 1) {
      const expected = 'one of them is accepted';
      throw new Breach({ reason: 'Several clients answered one task', expected, actual: `${accepted} are accepted` });
    }
    for (const { executionArn } of started) await sfn.stopExecution({ executionArn });
  }
});
