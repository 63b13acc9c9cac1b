import fc from 'fast-check';
import { Draws } from '../../arbitraries/draws.js';
import type { JsonObject } from '../../arbitraries/json.js';
import { type CaseContext, test } from '../../harness/index.js';
import { linearizability, type Observed, type SequentialModel } from '../../harness/linearizability.js';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import { parsed } from '../parsed.js';
import { allowanceOf } from './allowance.js';
import { runsWhatItIsGiven } from './control.js';
import { TargetWorld } from './target-world.js';
import { atOnce, shownTimes } from './together/at-once.js';
import { sendCall } from './together/execution.js';
import {
  type ExecutionAnswer,
  type ExecutionCall,
  ExecutionModel,
  showExecutionCall,
} from './together/execution-model.js';
import { definitionText, sendMachineCall, showMachineCall } from './together/machine.js';
import { type NameAnswer, type NameCall, nameModel, nameStep, sendNameCall, showNameCall } from './together/name.js';
import type { Hands } from './together/shared.js';

/**
 * Several clients at once on one execution, one name, one activity, one machine. Reads of AWS itself may lag behind: there only
 * what a client sees by itself must move forward. Anything else has one answer for all.
 */

const CLIENTS = 3;
const CASES = 4;
const SHARE = 0.05;

const held = (activityArn: string): JsonObject => ({
  StartAt: 'Held',
  States: { Held: { Type: 'Task', Resource: activityArn, End: true } },
});

const sender = (world: TargetWorld): Pick<Hands, 'send'> => ({
  send: (operation, input) => world.call(operation, input),
});

/** Calls of the API alone. */
type Sent<Call extends { readonly call: string }> = Exclude<Call, { readonly call: 'wait' }>;

/** Each ends the execution in a way of its own. */
const race: readonly (readonly Sent<ExecutionCall>[])[] = [
  [{ call: 'stop' }, { call: 'describe' }],
  [{ call: 'succeed', task: 0, value: 1 }, { call: 'describe' }],
  [{ call: 'fail', task: 0, error: 'Raced' }, { call: 'describe' }],
];

/**
 * Whoever is first has an advantage: each of them is, in turn, and once more, since connections that are still to be opened mix up
 * the first turns.
 */
const RACES = 2 * race.length;

/** What each of a few clients does to an execution with one task, one after the other. */
function clientsOf(seed: number, index: number): readonly (readonly Sent<ExecutionCall>[])[] {
  if (index < RACES) {
    const first = index % race.length;
    return [...race.slice(first), ...race.slice(0, first)];
  }
  const draws = new Draws(seed, index);
  return Array.from({ length: CLIENTS }, (_, client) =>
    Array.from({ length: draws.between(1, 3) }, (_step, step) => {
      const unique = client * 10 + step;
      return draws.weighted<Sent<ExecutionCall>>([
        [4, { call: 'describe' }],
        [1, { call: 'stop' }],
        [2, { call: 'succeed', task: 0, value: unique }],
        [1, { call: 'fail', task: 0, error: `Client${unique}` }],
      ]);
    }),
  );
}

/** Whether what one client sees of an execution moves forward only. */
function movesForward(seen: readonly Observed<ExecutionCall, ExecutionAnswer>[]): boolean {
  const statuses = seen.flatMap(({ answer }) => answer?.status ?? []);
  const first = statuses.findIndex((status) => status !== 'RUNNING');
  return first < 0 || statuses.slice(first).every((status) => status === statuses[first]);
}

/** What clients saw of one thing fits into one order. @throws Breach, Inconclusive */
function fitsIntoOneOrder<State, Call extends { readonly call: string }, Answer>(
  { target }: CaseContext,
  what: string,
  seen: readonly Observed<Call, Answer>[],
  model: SequentialModel<State, Call, Answer>,
  show: (call: Call, answer: Answer | undefined) => string,
): void {
  // AWS says that its reads may lag behind.
  const isAws = target.hostPrefix === true;
  const calls = seen.filter(({ call }) => !isAws || (call.call !== 'describe' && call.call !== 'list'));
  const judged = linearizability(calls, model);
  if (judged.kind === 'undecided')
    throw new Inconclusive('harness', 'It took too long to look for an order of the calls.');
  if (judged.kind === 'linearizable') return;
  throw new Breach({
    reason: `The answers that clients got of one ${what} fit into no order`,
    expected: 'one order of the calls in which each answer is right',
    actual: shownTimes(calls, show),
  });
}

test('what clients do to one execution and its task token at once has one order', {
  cites: ['laws:one-order'],
  requires: ['activities', 'activity-workers'],
}, async (context) => {
  const { activities, machines, executions, sfn, chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, CASES);
  const activity = await activities.create();
  const machine = await machines.create(held(activity.arn));
  const model = new ExecutionModel({ tasks: 1, carrier: 'activity' });
  for (let index = 0; index < RACES || (index < runs && performance.now() < searchUntil); index++) {
    const { executionArn } = await executions.start(machine, { input: { index } });
    const { taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn })).output;
    if (typeof taskToken !== 'string') throw new Inconclusive('target', 'There was no task to be taken.');
    const names = { executionArn, tokens: [taskToken] };
    const send = (call: Sent<ExecutionCall>): Promise<ExecutionAnswer> => sendCall(sender(world), call, names);
    const seen: Observed<ExecutionCall, ExecutionAnswer>[][] = await atOnce(clientsOf(chance.seed, index), send);
    seen.push(...(await atOnce([[{ call: 'describe' }] as const], send)));
    for (const client of seen) {
      if (movesForward(client)) continue;
      const actual = shownTimes(client, showExecutionCall);
      throw new Breach({ reason: 'An execution that had ended goes on', expected: 'a status that stays', actual });
    }
    fitsIntoOneOrder(context, 'execution', seen.flat(), model, showExecutionCall);
    await sfn.stopExecution({ executionArn });
  }
});

test('one name that several clients start with inputs of their own is one execution', {
  cites: ['laws:one-execution-a-name'],
}, async (context) => {
  const { machines, chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, CASES);
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3_600, End: true } } };
  const model = nameModel();
  const send = sender(world);
  const more = fc.array(fc.array(nameStep, { maxLength: 2 }), { minLength: CLIENTS, maxLength: CLIENTS });
  const drawn = fc.sample(more, { seed: chance.seed, numRuns: runs });
  for (let index = 0; index < runs && performance.now() < searchUntil; index++) {
    const { arn: stateMachineArn } = await machines.create(definition);
    const names = { stateMachineArn, name: machines.freshName() };
    const scripts = drawn[index]!.map((steps, client): Sent<NameCall>[] => [
      { call: 'start', input: client },
      ...steps,
    ]);
    const seen = (await atOnce(scripts, (call) => sendNameCall(send, call, names))).flat();
    // Whoever was accepted, it is their input that the execution has.
    const [after] = await atOnce<Sent<NameCall>, NameAnswer>([[{ call: 'describe' }]], (call) =>
      sendNameCall(send, call, names),
    );
    const calls: Observed<NameCall, NameAnswer>[] = [...seen, ...after!];
    fitsIntoOneOrder(context, 'name', calls, model, showNameCall);
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
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, CASES);
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
    // That an input comes as it was sent, character by character, is another claim.
    const inputs = tasks.map(({ input }) => JSON.stringify(parsed(input, 'the input of a task'))).sort();
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
    for (const taskToken of tokens) {
      const answers = await Promise.all(
        Array.from({ length: CLIENTS }, (_, client) =>
          world.call('SendTaskSuccess', { taskToken: String(taskToken), output: String(client) }),
        ),
      );
      const accepted = answers.filter(({ kind }) => kind === 'success').length;
      if (accepted === 1) continue;
      const expected = 'one of them is accepted';
      throw new Breach({ reason: 'Several clients answered one task', expected, actual: `${accepted} are accepted` });
    }
    for (const { executionArn } of started) await sfn.stopExecution({ executionArn });
  }
});

test('of updates of one machine at once, none undoes another', {
  cites: ['laws:no-lost-update', 'sfn:UpdateStateMachine/behaviour/keeps-the-rest'],
  editions: ['current'],
  requires: ['update-machine'],
}, async (context) => {
  const { machines, chance, clock, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const { runs, searchUntil } = allowanceOf(chance.runs, SHARE, target.clock.kind, CASES);
  const { arn: stateMachineArn } = await machines.create(definitionText(0));
  const names = { stateMachineArn, role: `${machines.roleArn}-` };
  const send = sender(world);
  for (let index = 1; index <= runs && performance.now() < searchUntil; index++) {
    const seen = await atOnce(
      [[{ call: 'update', definition: index } as const], [{ call: 'update', role: index } as const]],
      (call) => sendMachineCall(send, call, names),
    );
    const refused = seen.flat().filter(({ answer }) => answer?.accepted === false);
    if (refused.length > 0) {
      const actual = shownTimes(refused, showMachineCall);
      throw new Breach({ reason: 'An update is refused', expected: 'both are accepted', actual });
    }
    // Reads may lag behind.
    let actual = '';
    await clock
      .until(
        async () => {
          const answer = await sendMachineCall(send, { call: 'describe' }, names);
          actual = showMachineCall({ call: 'describe' }, answer);
          return answer.definition === index && answer.role === index;
        },
        { what: 'both updates are seen' },
      )
      .catch((error: unknown) => {
        if (!(error instanceof Breach)) throw error;
        const expected = `describe: definition ${index}, role ${index}`;
        throw new Breach({ reason: 'An update undoes what another one did', expected, actual });
      });
  }
});
