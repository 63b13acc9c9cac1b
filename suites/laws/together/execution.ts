import fc from 'fast-check';
import type { Json, JsonObject } from '../../../arbitraries/json.js';
import {
  type ExecutionAnswer,
  type ExecutionCall,
  ExecutionModel,
  type ExecutionState,
  type HeldExecution,
  showExecutionCall,
} from './execution-model.js';
import { type Hands, made, type Shared, unique } from './shared.js';

const MS = 1000;

/** What is known of a prepared execution. */
export interface ExecutionNames {
  readonly executionArn: string;
  /** Epoch seconds; absent where times are not compared. */
  readonly startDate?: number;
  /** Of each task. */
  readonly tokens: readonly string[];
}

/** Sends what a call of the API stands for. */
export async function sendCall(
  hands: Pick<Hands, 'send'>,
  call: Exclude<ExecutionCall, { readonly call: 'wait' }>,
  names: ExecutionNames,
): Promise<ExecutionAnswer> {
  const answer = await hands.send(...requestOf(call, names));
  if (answer.kind === 'refusal') return { accepted: false };
  if (call.call !== 'describe') return { accepted: true };
  const { status, output, error, startDate, stopDate } = answer.output;
  const since = (date: Json | undefined): number => Math.round((Number(date) - names.startDate!) * MS);
  return {
    accepted: true,
    status: String(status),
    ...(typeof output === 'string' && { output }),
    ...(names.startDate !== undefined && {
      ...(typeof error === 'string' && { error }),
      started: since(startDate),
      ...(stopDate !== undefined && { stopped: since(stopDate) }),
    }),
  };
}

function requestOf(
  call: Exclude<ExecutionCall, { readonly call: 'wait' }>,
  { executionArn, tokens }: ExecutionNames,
): [string, JsonObject] {
  switch (call.call) {
    case 'describe':
      return ['DescribeExecution', { executionArn }];
    case 'stop':
      return ['StopExecution', { executionArn }];
    case 'succeed':
      return ['SendTaskSuccess', { taskToken: tokens[call.task]!, output: String(call.value) }];
    case 'fail':
      return ['SendTaskFailure', { taskToken: tokens[call.task]!, error: call.error }];
    case 'beat':
      return ['SendTaskHeartbeat', { taskToken: tokens[call.task]! }];
    default:
      return call satisfies never;
  }
}

/** Ends of functions, by the number of the task. */
export type FunctionEnds = readonly {
  readonly succeed: (value: number) => void;
  readonly fail: (error: string) => void;
}[];

/** An execution whose tasks are held, for several clients. `ends` are its functions', where it has some. */
export function sharedExecution(
  held: HeldExecution,
  ends: FunctionEnds = [],
): Shared<ExecutionState, ExecutionCall, ExecutionCall, ExecutionAnswer, ExecutionNames> {
  const task = fc.nat({ max: held.tasks - 1 });
  const steps: fc.WeightedArbitrary<ExecutionCall>[] = [
    { arbitrary: fc.constant({ call: 'describe' }), weight: 4 },
    { arbitrary: fc.record({ call: fc.constant('succeed'), task, value: fc.constant(0) }), weight: 3 },
    { arbitrary: fc.record({ call: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 3 }) }), weight: 2 },
    { arbitrary: fc.constant({ call: 'stop' }), weight: 1 },
    { arbitrary: fc.record({ call: fc.constant('fail'), task, error: fc.constant('') }), weight: 1 },
    ...(held.carrier === 'activity'
      ? [{ arbitrary: fc.record({ call: fc.constant('beat' as const), task }), weight: 2 }]
      : []),
  ];
  return {
    model: new ExecutionModel(held),
    step: fc.oneof(...steps),
    prepare: (hands) => prepare(hands, held),
    async perform(step, client, names) {
      const call = named(step, unique(client));
      if (call.call === 'wait') {
        await client.observe(call, async () => {
          client.advance(call.seconds);
          return { accepted: true };
        });
        return;
      }
      const end = 'task' in call ? ends[call.task] : undefined;
      if (end === undefined) {
        await client.observe(call, () => sendCall(client, call, names));
        return;
      }
      await client.observe(call, async () => {
        if (call.call === 'succeed') end.succeed(call.value);
        if (call.call === 'fail') end.fail(call.error);
        // The engine hears of it a few promises later.
        await new Promise((resolve) => setImmediate(resolve));
        return { accepted: true };
      });
    },
    show: showExecutionCall,
  };
}

/** The step with a value that tells it from all others. */
function named(step: ExecutionCall, value: number): ExecutionCall {
  if (step.call === 'succeed') return { ...step, value };
  if (step.call === 'fail') return { ...step, error: `Client${value}` };
  return step;
}

async function prepare(hands: Hands, held: HeldExecution): Promise<ExecutionNames> {
  const { tasks, carrier, timeout, heartbeat, limit } = held;
  const activities: string[] = [];
  const states: JsonObject[] = [];
  for (let task = 0; task < tasks; task++) {
    const resource =
      carrier === 'function'
        ? `arn:aws:lambda:us-east-1:123456789012:function:${functionName(task)}`
        : String((await made(hands, 'CreateActivity', { name: `held-${task}` })).activityArn);
    activities.push(resource);
    const limits = {
      ...(timeout !== undefined && { TimeoutSeconds: timeout }),
      ...(heartbeat !== undefined && { HeartbeatSeconds: heartbeat }),
    };
    states.push({ Type: 'Task', Resource: resource, ...limits, End: true });
  }
  const held1 = { StartAt: 'Held', States: { Held: states[0]! } };
  const branches = states.map((state, task) => ({ StartAt: `Held${task}`, States: { [`Held${task}`]: state } }));
  const all = { StartAt: 'All', States: { All: { Type: 'Parallel', Branches: branches, End: true } } };
  const definition = JSON.stringify({
    ...(tasks === 1 ? held1 : all),
    ...(limit !== undefined && { TimeoutSeconds: limit }),
  });
  const roleArn = 'arn:aws:iam::123456789012:role/laws';
  const { stateMachineArn } = await made(hands, 'CreateStateMachine', { name: 'held', definition, roleArn });
  const { executionArn, startDate } = await made(hands, 'StartExecution', { stateMachineArn: stateMachineArn! });
  const tokens: string[] = [];
  if (carrier === 'activity') {
    for (const activityArn of activities) {
      tokens.push(String((await made(hands, 'GetActivityTask', { activityArn })).taskToken));
    }
  }
  return { executionArn: String(executionArn), startDate: Number(startDate), tokens };
}

/** The function that does a task. */
export const functionName = (task: number): string => `held-${task}`;
