import type { TargetHealth } from './health.js';
import { shown } from './judge/body.js';
import { membersOf } from './judge/judge.js';
import type { Budgets } from './target.js';
import type { Transport } from './transport.js';
import { Inconclusive } from './verdict.js';
import type { ClockControl, ClockState } from './virtual-clock.js';

export interface ControlParts {
  /** The control endpoint. */
  readonly url: string;
  readonly accountId: string;
  readonly transport: Transport;
  readonly health: TargetHealth;
  readonly budgets: Required<Budgets>;
  readonly signal: AbortSignal;
}

/** The control endpoint of the reference engine's clock, over HTTP. */
export function clockControl(parts: ControlParts): ClockControl {
  const ask = async (command: object): Promise<ClockState> => {
    const { url, accountId, transport, budgets, signal } = parts;
    const answer = await transport.send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId, ...command }),
      timeoutMs: budgets.requestMs,
      signal,
    });
    if (answer.kind === 'failed') {
      if (signal.aborted) return await new Promise<never>(() => undefined);
      throw await parts.health.explain('the control of the clock', answer.failure);
    }
    const { status, text } = answer.response;
    const state = membersOf(text);
    if (status !== 200 || typeof state.now !== 'number') {
      throw new Inconclusive('harness', `The control of the clock answered ${status}: ${shown(text)}`);
    }
    const count = (member: string): number => (typeof state[member] === 'number' ? state[member] : 0);
    return {
      now: state.now,
      next: typeof state.next === 'number' ? state.next : null,
      taskCalls: count('taskCalls'),
      polls: count('polls'),
      syncExecutions: count('syncExecutions'),
      requests: count('requests'),
    };
  };
  return {
    advance: (ms) => ask({ advanceMs: ms }),
    toNext: () => ask({ toNext: true }),
  };
}
