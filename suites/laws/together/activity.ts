import fc from 'fast-check';
import type { SequentialModel } from '../../../harness/linearizability.js';
import { type Client, made, type Shared, unique } from './shared.js';

/** What clients and workers do with one activity. Tasks go by a number that is their input. */
export type ActivityCall =
  | { readonly call: 'start'; readonly task: number }
  | { readonly call: 'poll' }
  /** A poll whose worker goes away before long. */
  | { readonly call: 'glance' }
  | { readonly call: 'answer'; readonly task: number }
  | { readonly call: 'stop'; readonly task: number };

export interface ActivityAnswer {
  readonly accepted: boolean;
  /** What a poll was handed. */
  readonly task?: number;
}

export interface ActivityState {
  /** In ascending order, both. */
  readonly waiting: readonly number[];
  readonly taken: readonly number[];
}

const without = (tasks: readonly number[], task: number): number[] => tasks.filter((one) => one !== task);
const and = (tasks: readonly number[], task: number): number[] => [...tasks, task].sort((one, other) => one - other);

/** Each task is handed to one worker, each token is answered once, and nobody is told of no task while there is one. */
export const activityModel: SequentialModel<ActivityState, ActivityCall, ActivityAnswer> = {
  initial: { waiting: [], taken: [] },
  after(state, call, answer) {
    const { waiting, taken } = state;
    switch (call.call) {
      case 'start':
        return answer?.accepted === false ? [] : [{ waiting: and(waiting, call.task), taken }];
      case 'poll':
      case 'glance': {
        const task = answer?.task;
        if (task === undefined) return call.call === 'glance' || waiting.length === 0 ? [state] : [];
        return waiting.includes(task) ? [{ waiting: without(waiting, task), taken: and(taken, task) }] : [];
      }
      case 'answer': {
        const isHeld = taken.includes(call.task);
        if (answer?.accepted !== isHeld) return [];
        return [{ waiting, taken: without(taken, call.task) }];
      }
      case 'stop':
        return [{ waiting: without(waiting, call.task), taken: without(taken, call.task) }];
      default:
        return call satisfies never;
    }
  },
};

/** The things that a step is about are chosen among those that there are by then. */
type ActivityStep =
  | { readonly step: 'start' | 'poll' | 'glance' }
  | { readonly step: 'answer' | 'stop'; readonly of: number };

interface ActivityNames {
  readonly activityArn: string;
  readonly stateMachineArn: string;
  /** By the number of the task. */
  readonly executions: Map<number, string>;
  readonly tokens: Map<number, string>;
}

/** There are never more tasks than this. */
const MOST_POLLS = 20;

type Worker = Client<ActivityCall, ActivityAnswer>;

async function poll(
  call: 'poll' | 'glance',
  client: Worker,
  { activityArn, tokens }: ActivityNames,
): Promise<ActivityAnswer> {
  const gone = new AbortController();
  return await client.observe({ call }, async () => {
    const polled = client.send('GetActivityTask', { activityArn }, gone.signal);
    // It goes away when whatever is answered at once has been answered.
    if (call === 'glance') setImmediate(() => gone.abort());
    const answer = await polled;
    if (answer.kind === 'refusal') return { accepted: false };
    const { taskToken, input } = answer.output;
    if (typeof taskToken !== 'string') return { accepted: true };
    const task = Number(input);
    tokens.set(task, taskToken);
    return { accepted: true, task };
  });
}

const chosen = <Value>(known: ReadonlyMap<number, Value>, of: number): readonly [number, Value] | undefined =>
  [...known][of % Math.max(1, known.size)];

/** An activity that clients start tasks of, and workers poll. */
export const sharedActivity: Shared<ActivityState, ActivityStep, ActivityCall, ActivityAnswer, ActivityNames> = {
  model: activityModel,
  step: fc.oneof(
    { arbitrary: fc.constant({ step: 'start' }), weight: 4 },
    { arbitrary: fc.constant({ step: 'poll' }), weight: 3 },
    { arbitrary: fc.constant({ step: 'glance' }), weight: 1 },
    { arbitrary: fc.record({ step: fc.constant('answer'), of: fc.nat({ max: 3 }) }), weight: 3 },
    { arbitrary: fc.record({ step: fc.constant('stop'), of: fc.nat({ max: 3 }) }), weight: 1 },
  ),
  async prepare(hands) {
    const { activityArn } = await made(hands, 'CreateActivity', { name: 'shared' });
    const definition = { StartAt: 'Held', States: { Held: { Type: 'Task', Resource: activityArn!, End: true } } };
    const { stateMachineArn } = await made(hands, 'CreateStateMachine', {
      name: 'shared',
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::123456789012:role/laws',
    });
    return {
      activityArn: String(activityArn),
      stateMachineArn: String(stateMachineArn),
      executions: new Map(),
      tokens: new Map(),
    };
  },
  async perform(step, client, names) {
    const { stateMachineArn, executions, tokens } = names;
    switch (step.step) {
      case 'start': {
        const task = unique(client);
        await client.observe({ call: 'start', task }, async () => {
          const answer = await client.send('StartExecution', { stateMachineArn, input: String(task) });
          if (answer.kind === 'refusal') return { accepted: false };
          executions.set(task, String(answer.output.executionArn));
          return { accepted: true };
        });
        return;
      }
      case 'poll':
      case 'glance':
        await poll(step.step, client, names);
        return;
      case 'answer': {
        const known = chosen(tokens, step.of);
        if (known === undefined) return;
        const [task, taskToken] = known;
        await client.observe({ call: 'answer', task }, async () => {
          const answer = await client.send('SendTaskSuccess', { taskToken, output: '{}' });
          return { accepted: answer.kind === 'success' };
        });
        return;
      }
      case 'stop': {
        const known = chosen(executions, step.of);
        if (known === undefined) return;
        const [task, executionArn] = known;
        await client.observe({ call: 'stop', task }, async () => {
          const answer = await client.send('StopExecution', { executionArn });
          return { accepted: answer.kind === 'success' };
        });
        return;
      }
      default:
        return step satisfies never;
    }
  },
  // Whatever still waits must be there to be taken.
  async conclude(client, names) {
    for (let polls = 0; polls < MOST_POLLS; polls++) {
      if ((await poll('poll', client, names)).task === undefined) return;
    }
  },
  show(call, answer) {
    const what = 'task' in call ? `${call.call} ${call.task}` : call.call;
    if (answer?.accepted === false) return `${what}: refused`;
    const isPoll = call.call === 'poll' || call.call === 'glance';
    return `${what}: ${answer === undefined ? 'no answer' : isPoll ? (answer.task ?? 'no task') : 'accepted'}`;
  },
};
