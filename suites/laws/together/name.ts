import fc from 'fast-check';
import type { Json, JsonObject } from '../../../arbitraries/json.js';
import type { SequentialModel } from '../../../harness/linearizability.js';
import { type Hands, made, type Shared } from './shared.js';

/** What clients do with one name of an execution. */
export type NameCall =
  | { readonly call: 'start'; readonly input: number }
  | { readonly call: 'describe' }
  | { readonly call: 'stop' }
  | { readonly call: 'list' }
  | { readonly call: 'wait'; readonly seconds: number };

type Status = 'RUNNING' | 'SUCCEEDED' | 'ABORTED';

/** What can be told of an answer: refusals by their error. Times in milliseconds since the beginning. */
export interface NameAnswer {
  readonly refused?: string;
  readonly input?: string;
  readonly started?: number;
  /** Of the execution; of a list, of each that has the name. */
  readonly statuses?: readonly string[];
}

/** No execution has the name, or one has it for good. */
type NameState =
  | { readonly kind: 'free'; readonly now: number }
  | {
      readonly kind: 'taken';
      readonly now: number;
      readonly input: number;
      readonly started: number;
      readonly status: Status;
    };

const MS = 1000;

/** @param seconds how long an execution takes; without it they never end by themselves */
export function nameModel(seconds = Number.POSITIVE_INFINITY): SequentialModel<NameState, NameCall, NameAnswer> {
  return {
    initial: { kind: 'free', now: 0 },
    after(state, call, answer) {
      switch (call.call) {
        case 'start':
          return started(state, call.input, answer);
        case 'wait':
          return [passed(state, state.now + call.seconds * MS, seconds)];
        case 'stop':
          if (state.kind === 'free') return isRefused(answer, 'ExecutionDoesNotExist') ? [state] : [];
          // Stopping what has ended is answered in one way or another, and has no effect.
          if (state.status !== 'RUNNING') return [state];
          if (answer?.refused !== undefined) return [];
          return [...(answer === undefined ? [state] : []), { ...state, status: 'ABORTED' }];
        case 'list':
          return says(answer, state.kind === 'free' ? [] : [state.status]) ? [state] : [];
        case 'describe':
          if (state.kind === 'free') return isRefused(answer, 'ExecutionDoesNotExist') ? [state] : [];
          if (!says(answer, [state.status])) return [];
          return answer?.input === undefined || answer.input === inputText(state.input) ? [state] : [];
        default:
          return call satisfies never;
      }
    },
  };
}

/** The same input again is the same execution while it is open; any other start of a used name is refused (A09). */
function started(state: NameState, input: number, answer: NameAnswer | undefined): readonly NameState[] {
  const { now } = state;
  if (state.kind === 'free') {
    const taken: NameState = { kind: 'taken', now, input, started: now, status: 'RUNNING' };
    if (answer === undefined) return [state, taken];
    return answer.refused === undefined && (answer.started ?? now) === now ? [taken] : [];
  }
  const isTheSame = state.status === 'RUNNING' && state.input === input;
  if (answer === undefined) return [state];
  if (!isTheSame) return isRefused(answer, 'ExecutionAlreadyExists') ? [state] : [];
  return answer.refused === undefined && (answer.started ?? state.started) === state.started ? [state] : [];
}

function passed(state: NameState, now: number, seconds: number): NameState {
  if (state.kind === 'free' || state.status !== 'RUNNING') return { ...state, now };
  return { ...state, now, status: now >= state.started + seconds * MS ? 'SUCCEEDED' : 'RUNNING' };
}

const isRefused = (answer: NameAnswer | undefined, error: string): boolean =>
  answer === undefined || answer.refused === error;

const says = (answer: NameAnswer | undefined, statuses: readonly string[]): boolean =>
  answer === undefined || (answer.refused === undefined && answer.statuses?.join() === statuses.join());

const inputText = (input: number): string => JSON.stringify({ input });

export interface NameNames {
  readonly stateMachineArn: string;
  readonly name: string;
  /** Of the execution that has the name: unknown until a start has told it. */
  executionArn?: string;
  /** Epoch seconds; absent where times are not compared. */
  readonly begin?: number;
}

/** Sends what a call of the API stands for. @returns nothing for a call that can't be made yet */
export async function sendNameCall(
  { send }: Pick<Hands, 'send'>,
  call: Exclude<NameCall, { readonly call: 'wait' }>,
  names: NameNames,
): Promise<NameAnswer | undefined> {
  const request = requestOf(call, names);
  if (request === undefined) return undefined;
  const answer = await send(...request);
  if (answer.kind === 'refusal') return { refused: answer.error };
  if (call.call === 'start') names.executionArn = String(answer.output.executionArn);
  const { startDate, status, input, executions } = answer.output;
  const { begin } = names;
  const since = (date: Json | undefined) =>
    begin === undefined ? {} : { started: Math.round((Number(date) - begin) * MS) };
  switch (call.call) {
    case 'start':
      return since(startDate);
    case 'stop':
      return {};
    case 'describe':
      return { statuses: [String(status)], input: withoutSpaces(String(input)) };
    case 'list': {
      const named = (Array.isArray(executions) ? executions : []) as readonly JsonObject[];
      return { statuses: named.flatMap((one) => (one.name === names.name ? [String(one.status)] : [])) };
    }
    default:
      return call satisfies never;
  }
}

/** That the text comes back as it was sent is a claim of its own. */
function withoutSpaces(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

function requestOf(
  call: Exclude<NameCall, { readonly call: 'wait' }>,
  { stateMachineArn, name, executionArn }: NameNames,
): [string, JsonObject] | undefined {
  switch (call.call) {
    case 'start':
      return ['StartExecution', { stateMachineArn, name, input: inputText(call.input) }];
    case 'describe':
      return executionArn === undefined ? undefined : ['DescribeExecution', { executionArn }];
    case 'stop':
      return executionArn === undefined ? undefined : ['StopExecution', { executionArn }];
    case 'list':
      return ['ListExecutions', { stateMachineArn }];
    default:
      return call satisfies never;
  }
}

export function showNameCall(call: NameCall, answer: NameAnswer | undefined): string {
  const { call: name, ...about } = call;
  const what = [name, ...Object.entries(about).map(([key, value]) => `${key} ${value}`)].join(' ');
  const told = answer?.statuses === undefined ? 'accepted' : `${answer.statuses.join(', ') || 'nothing'}`;
  const came = answer === undefined ? 'no answer' : (answer.refused ?? `${told} ${answer.input ?? ''}`.trimEnd());
  return `${what}: ${came}`;
}

/** What clients of one name do, in the end or next to each other. */
export const nameStep: fc.Arbitrary<Exclude<NameCall, { readonly call: 'wait' }>> = fc.oneof(
  { arbitrary: fc.record({ call: fc.constant('start'), input: fc.nat({ max: 2 }) }), weight: 4 },
  { arbitrary: fc.constant({ call: 'describe' }), weight: 3 },
  { arbitrary: fc.constant({ call: 'list' }), weight: 2 },
  { arbitrary: fc.constant({ call: 'stop' }), weight: 1 },
);

/** A name that clients start executions by, which take so many seconds. */
export function sharedName(seconds: number): Shared<NameState, NameCall, NameCall, NameAnswer, NameNames> {
  const wait = fc.record({ call: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 3 }) });
  return {
    model: nameModel(seconds),
    step: fc.oneof({ arbitrary: nameStep, weight: 5 }, { arbitrary: wait, weight: 1 }),
    async prepare(hands) {
      const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: seconds, End: true } } };
      const roleArn = 'arn:aws:iam::123456789012:role/laws';
      const created = await made(hands, 'CreateStateMachine', {
        name: 'named',
        definition: JSON.stringify(definition),
        roleArn,
      });
      const stateMachineArn = String(created.stateMachineArn);
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:one`;
      return { stateMachineArn, name: 'one', executionArn, begin: Number(created.creationDate) };
    },
    async perform(step, client, names) {
      await client.observe(step, async () => {
        if (step.call !== 'wait') return (await sendNameCall(client, step, names)) ?? {};
        client.advance(step.seconds);
        return {};
      });
    },
    show: showNameCall,
  };
}
