import { vi } from 'vitest';

/** What the control address of a virtual clock tells. Times are milliseconds since the epoch. */
export interface ClockState {
  readonly now: number;
  /** When the next timer is due. */
  readonly next: number | null;
  readonly taskCalls: number;
  readonly polls: number;
  readonly requests: number;
}

/** A function that runs for longer, milliseconds of the wall clock, never ends. */
const STUCK_MS = 20_000;

/** The virtual clock of an engine that is served, moved through its control address. */
export class EngineClock {
  constructor(private readonly address: string) {}

  /** @param how `{}`: only tells where it is */
  async move(how: { readonly advanceMs?: number; readonly toNext?: true }): Promise<ClockState> {
    const answer = await fetch(this.address, { method: 'POST', body: JSON.stringify(how) });
    return (await answer.json()) as ClockState;
  }

  /** Moves it from timer to timer, each time when nothing is under way. */
  async pass(ms: number): Promise<void> {
    const until = (await this.quiet()).now + ms;
    for (;;) {
      const { now, next } = await this.quiet();
      if (next === null || next > until) {
        await this.move({ advanceMs: until - now });
        return;
      }
      await this.move({ toNext: true });
    }
  }

  /** Waits until no function runs and no request is open but polls. */
  quiet(): Promise<ClockState> {
    return this.until(({ taskCalls, requests }) => taskCalls + requests === 0);
  }

  until(holds: (state: ClockState) => boolean): Promise<ClockState> {
    return vi.waitFor(
      async () => {
        const state = await this.move({});
        if (!holds(state)) throw new Error(`The engine is still at ${JSON.stringify(state)}.`);
        return state;
      },
      { interval: 1, timeout: STUCK_MS },
    );
  }
}
