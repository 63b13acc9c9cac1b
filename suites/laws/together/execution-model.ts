import type { SequentialModel } from '../../../harness/linearizability.js';

/** What clients do to one execution that waits for its tasks. Tasks go by their number. */
export type ExecutionCall =
  | { readonly call: 'describe' }
  | { readonly call: 'stop' }
  | { readonly call: 'succeed'; readonly task: number; readonly value: number }
  | { readonly call: 'fail'; readonly task: number; readonly error: string }
  | { readonly call: 'beat'; readonly task: number }
  | { readonly call: 'wait'; readonly seconds: number };

/** What can be told of an answer. Of a description: what it says; times in milliseconds since the start. */
export interface ExecutionAnswer {
  readonly accepted: boolean;
  readonly status?: string;
  readonly output?: string;
  readonly error?: string;
  readonly started?: number;
  readonly stopped?: number;
}

/** What the execution is. Limits are in seconds. */
export interface HeldExecution {
  /** One task, or one in each of two branches. */
  readonly tasks: 1 | 2;
  readonly carrier: 'activity' | 'function';
  readonly timeout?: number | undefined;
  readonly heartbeat?: number | undefined;
  /** Of the whole machine. */
  readonly limit?: number | undefined;
}

interface TaskState {
  /** What it was answered. */
  readonly value: number | null;
  /** When it last gave a sign of life, milliseconds since the start. */
  readonly beat: number;
  /** Its function has returned. */
  readonly over: boolean;
}

export interface ExecutionState {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';
  readonly output: string;
  readonly error: string;
  readonly now: number;
  readonly stopped: number;
  readonly tasks: readonly TaskState[];
}

const MS = 1000;
const isOpen = ({ status }: ExecutionState): boolean => status === 'RUNNING';

type Ending = Partial<Pick<ExecutionState, 'output' | 'error'>>;

const ended = (state: ExecutionState, status: ExecutionState['status'], ending: Ending = {}): ExecutionState => ({
  ...state,
  status,
  ...ending,
  stopped: state.now,
});

/** An execution that waits for tasks: what happens first ends it, and then nothing changes it any more. */
export class ExecutionModel implements SequentialModel<ExecutionState, ExecutionCall, ExecutionAnswer> {
  readonly initial: ExecutionState;

  constructor(private readonly held: HeldExecution) {
    const task: TaskState = { value: null, beat: 0, over: false };
    const tasks = Array.from({ length: held.tasks }, () => task);
    this.initial = { status: 'RUNNING', output: '', error: '', now: 0, stopped: 0, tasks };
  }

  after(state: ExecutionState, call: ExecutionCall, answer: ExecutionAnswer | undefined): readonly ExecutionState[] {
    switch (call.call) {
      case 'describe':
        return answer === undefined || agrees(state, answer) ? [state] : [];
      case 'stop':
        // Stopping what has ended is answered in one way or another, and has no effect.
        if (!isOpen(state)) return [state];
        return answer === undefined || answer.accepted ? [ended(state, 'ABORTED')] : [];
      case 'wait':
        return this.later(state, state.now + call.seconds * MS);
      case 'succeed':
      case 'fail':
        return this.held.carrier === 'function' ? [this.returned(state, call)] : this.answered(state, call, answer);
      case 'beat':
        return this.answered(state, call, answer);
      default:
        return call satisfies never;
    }
  }

  /** A token that can still be answered is accepted, and any other is not. */
  private answered(
    state: ExecutionState,
    call: ExecutionCall & { readonly task: number },
    answer: ExecutionAnswer | undefined,
  ): readonly ExecutionState[] {
    const isWaiting = isOpen(state) && state.tasks[call.task]!.value === null;
    const next = isWaiting ? this.done(state, call) : state;
    if (answer === undefined) return isWaiting ? [state, next] : [state];
    return answer.accepted === isWaiting ? [next] : [];
  }

  /** What a function does after its first end is nothing. */
  private returned(state: ExecutionState, call: ExecutionCall & { readonly task: number }): ExecutionState {
    const task = state.tasks[call.task]!;
    if (task.over) return state;
    const tasks = state.tasks.with(call.task, { ...task, over: true });
    return isOpen(state) ? this.done({ ...state, tasks }, call) : { ...state, tasks };
  }

  private done(state: ExecutionState, call: ExecutionCall): ExecutionState {
    if (call.call === 'fail') return ended(state, 'FAILED', { error: call.error });
    if (call.call === 'beat') {
      return { ...state, tasks: state.tasks.with(call.task, { ...state.tasks[call.task]!, beat: state.now }) };
    }
    if (call.call !== 'succeed') return state;
    const tasks = state.tasks.with(call.task, { ...state.tasks[call.task]!, value: call.value });
    const values = tasks.map(({ value }) => value);
    if (values.includes(null)) return { ...state, tasks };
    return ended({ ...state, tasks }, 'SUCCEEDED', { output: JSON.stringify(tasks.length === 1 ? values[0] : values) });
  }

  /** Time has passed: the first limit that is reached ends it; two at one instant do so in either order. */
  private later(state: ExecutionState, now: number): readonly ExecutionState[] {
    if (!isOpen(state)) return [{ ...state, now }];
    const { timeout, heartbeat, limit } = this.held;
    const due: (readonly [at: number, status: 'FAILED' | 'TIMED_OUT'])[] = [];
    for (const { value, beat } of state.tasks) {
      if (value !== null) continue;
      if (timeout !== undefined) due.push([timeout * MS, 'FAILED']);
      if (heartbeat !== undefined) due.push([beat + heartbeat * MS, 'FAILED']);
    }
    if (limit !== undefined) due.push([limit * MS, 'TIMED_OUT']);
    const first = Math.min(...due.map(([at]) => at));
    if (first > now) return [{ ...state, now }];
    const ways = new Set(due.flatMap(([at, status]) => (at === first ? [status] : [])));
    return [...ways].map((status) => ({
      ...ended({ ...state, now: first }, status, { error: 'States.Timeout' }),
      now,
    }));
  }
}

function agrees(state: ExecutionState, answer: ExecutionAnswer): boolean {
  const { status, output, error, started, stopped } = answer;
  return (
    answer.accepted &&
    status === state.status &&
    (output ?? '') === state.output &&
    (error === undefined || state.status !== 'FAILED' || error === state.error) &&
    (started === undefined || started === 0) &&
    (started === undefined || (stopped === undefined) === isOpen(state)) &&
    (stopped === undefined || stopped === state.stopped)
  );
}

/** What a call came to, as a text. */
export function showExecutionCall(call: ExecutionCall, answer: ExecutionAnswer | undefined): string {
  const { call: name, ...about } = call;
  const what = [name, ...Object.entries(about).map(([key, value]) => `${key} ${value}`)].join(' ');
  const came = answer === undefined ? 'no answer' : answer.accepted ? 'accepted' : 'refused';
  return `${what}: ${answer?.status ?? came}${answer?.output === undefined ? '' : ` ${answer.output}`}`;
}
