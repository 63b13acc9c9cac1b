import type { CallAnswer } from '../../arbitraries/calls/index.js';
import { Draws } from '../../arbitraries/draws.js';
import type { JsonObject } from '../../arbitraries/json.js';
import type { Observed, SequentialModel } from '../../harness/linearizability.js';

/** What clients do to one execution that waits for one task. */
export type ExecutionCall =
  | { readonly call: 'describe' }
  | { readonly call: 'stop' }
  | { readonly call: 'succeed'; readonly value: number }
  | { readonly call: 'fail'; readonly error: string };

/** What can be told of an answer. */
export interface ExecutionAnswer {
  readonly accepted: boolean;
  /** Of a description. */
  readonly status?: string;
  readonly output?: string;
}

interface ExecutionState {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly output: string;
}

/** An execution whose only state is a task: what happens first ends it, and then nothing changes it any more. */
export const executionModel: SequentialModel<ExecutionState, ExecutionCall, ExecutionAnswer> = {
  initial: { status: 'RUNNING', output: '' },
  after(state, call, answer) {
    const isOpen = state.status === 'RUNNING';
    switch (call.call) {
      case 'describe': {
        const { status, output } = state;
        const agrees = answer === undefined || (answer.status === status && (answer.output ?? '') === output);
        return agrees ? [state] : [];
      }
      case 'stop':
        // Stopping what has ended is answered in one way or another, and has no effect.
        if (!isOpen) return [state];
        return answer === undefined || answer.accepted ? [{ status: 'ABORTED', output: '' }] : [];
      case 'succeed':
      case 'fail': {
        const ended: ExecutionState =
          call.call === 'succeed'
            ? { status: 'SUCCEEDED', output: String(call.value) }
            : { status: 'FAILED', output: '' };
        if (answer === undefined) return isOpen ? [state, ended] : [state];
        if (answer.accepted) return isOpen ? [ended] : [];
        return isOpen ? [] : [state];
      }
      default:
        return call satisfies never;
    }
  },
};

/** What each of a few clients does, one after the other. */
export function drawClients(seed: number, index: number, clients: number): ExecutionCall[][] {
  const draws = new Draws(seed, index);
  return Array.from({ length: clients }, (_, client) =>
    Array.from({ length: draws.between(1, 3) }, (_step, step): ExecutionCall => {
      const unique = client * 10 + step;
      return draws.weighted<ExecutionCall>([
        [4, { call: 'describe' }],
        [1, { call: 'stop' }],
        [2, { call: 'succeed', value: unique }],
        [1, { call: 'fail', error: `Client${unique}` }],
      ]);
    }),
  );
}

/** Sends what a call stands for. */
export async function sendCall(
  send: (operation: string, input: JsonObject) => Promise<CallAnswer>,
  call: ExecutionCall,
  { executionArn, taskToken }: { readonly executionArn: string; readonly taskToken: string },
): Promise<ExecutionAnswer> {
  const answer = await send(...requestOf(call, executionArn, taskToken));
  if (answer.kind === 'refusal') return { accepted: false };
  const { status, output } = answer.output;
  if (call.call !== 'describe') return { accepted: true };
  return {
    accepted: true,
    status: String(status),
    ...(typeof output === 'string' && { output }),
  };
}

function requestOf(call: ExecutionCall, executionArn: string, taskToken: string): [string, JsonObject] {
  switch (call.call) {
    case 'describe':
      return ['DescribeExecution', { executionArn }];
    case 'stop':
      return ['StopExecution', { executionArn }];
    case 'succeed':
      return ['SendTaskSuccess', { taskToken, output: String(call.value) }];
    case 'fail':
      return ['SendTaskFailure', { taskToken, error: call.error }];
    default:
      return call satisfies never;
  }
}

/** What clients did, as a text. */
export function shownHistory(history: readonly Observed<ExecutionCall, ExecutionAnswer>[]): string {
  const begin = Math.min(...history.map(({ start }) => start));
  const shown = history.map(({ call, answer, start, end }) => {
    const what = 'value' in call ? `${call.call} ${call.value}` : call.call;
    const came = answer === undefined ? 'no answer' : (answer.status ?? (answer.accepted ? 'accepted' : 'refused'));
    return `${what} [${(start - begin).toFixed(1)}-${(end - begin).toFixed(1)} ms]: ${came}`;
  });
  return shown.join('; ');
}
