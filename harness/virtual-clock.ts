import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { Clock, type Passed } from './clock.js';
import type { Occupation } from './occupation.js';
import type { PollGate } from './poll-gate.js';
import { Inconclusive } from './verdict.js';

/** What the control endpoint says of one account. Times are milliseconds since the epoch. */
export interface ClockState {
  readonly now: number;
  /** When the account's next timer is due. `null`: there is none. */
  readonly next: number | null;
  /** Calls of Lambda functions that the target waits for. */
  readonly taskCalls: number;
  /** Polls of GetActivityTask that it holds. */
  readonly polls: number;
  /** Requests of StartSyncExecution whose execution runs. */
  readonly syncExecutions: number;
  /** Other API requests that it is at work on. */
  readonly requests: number;
}

/** The control endpoint of a target whose clock is virtual, for one account. */
export interface ClockControl {
  /** Moves by `ms` milliseconds, 0 to look only. Timers due on the way fire in order. */
  advance(ms: number): Promise<ClockState>;
  /** Moves to the next timer. */
  toNext(): Promise<ClockState>;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** After so many moves without any effect the polls of workers are given up for a move, to see what else is to come. */
const FRUITLESS_MOVES = 3;

/**
 * The clock of a case on a target whose time is virtual. It moves when everything waits: to the target's next timer, or to
 * the next sleeper of the harness, whichever comes first. It never moves while a request, a script or a Lambda call is
 * under way, so that no result depends on how fast the machine is.
 */
export class VirtualCaseClock extends Clock {
  readonly oversleptMs = 0;
  private readonly sleepers = new Set<Sleeper>();
  /** Where the clock stands, as far as it is known. */
  private known: number | undefined;
  private stepping: Promise<Passed> | undefined;
  /** Moves since something was done, and how much had been done then. */
  private fruitless = 0;
  private deeds = 0;

  constructor(
    private readonly control: ClockControl,
    private readonly occupation: Occupation,
    private readonly polls: PollGate,
    private readonly signal: AbortSignal,
    private readonly options: {
      /** How long, on the wall's clock, something may be under way before the harness gives up. */
      readonly patienceMs: number;
      /** Nobody else moves this clock: it is that of the case's own account. */
      readonly alone: boolean;
    },
  ) {
    super();
  }

  async now(): Promise<number> {
    const now = this.known ?? (await this.control.advance(0)).now;
    if (this.options.alone) this.known = now;
    return now;
  }

  async sleep(ms: number): Promise<void> {
    const at = (await this.now()) + ms;
    let slept = false;
    const sleeper: Sleeper = {
      at,
      wake: () => {
        slept = true;
      },
    };
    this.sleepers.add(sleeper);
    try {
      while (!slept) await this.step();
    } finally {
      this.sleepers.delete(sleeper);
    }
  }

  async pass(_attempt = 0, wanted?: () => boolean): Promise<Passed> {
    return await this.step(wanted);
  }

  async whileWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
    let waiting = true;
    const result = work().finally(() => {
      waiting = false;
    });
    const moving = (async () => {
      while (waiting) if ((await this.step(() => waiting)) === 'idle') await this.breath();
    })();
    try {
      return await result;
    } finally {
      // Whoever waits for the work has what it wanted: that the clock could not be moved any more is no news.
      await moving.catch(() => undefined);
    }
  }

  /** One move, made once for all who wait at this moment. */
  private async step(wanted: () => boolean = () => true): Promise<Passed> {
    this.stepping ??= this.move(wanted).finally(() => {
      this.stepping = undefined;
    });
    return await this.stepping;
  }

  private async move(wanted: () => boolean): Promise<Passed> {
    this.fruitless = this.occupation.deeds === this.deeds ? this.fruitless + 1 : 0;
    this.deeds = this.occupation.deeds;
    const stuck = this.fruitless >= FRUITLESS_MOVES && this.polls.isHolding;
    if (!stuck) return await this.toNext(wanted);
    // Only polls that the target holds are given up: one on its way may bring a task, which would be lost with it.
    if ((await this.quiet(wanted)) === undefined) return 'later';
    if (this.occupation.deeds !== this.deeds) return 'later';
    return await this.polls.without(() => this.toNext(wanted));
  }

  private async toNext(wanted: () => boolean): Promise<Passed> {
    const state = await this.quiet(wanted);
    if (state === undefined) return 'later';
    const sleeper = Math.min(...[...this.sleepers].map(({ at }) => at));
    const next = state.next ?? Number.POSITIVE_INFINITY;
    if (!Number.isFinite(Math.min(sleeper, next))) return 'idle';
    const moved =
      sleeper <= next ? await this.control.advance(Math.max(0, sleeper - state.now)) : await this.control.toNext();
    if (this.options.alone) this.known = moved.now;
    for (const waiting of this.sleepers) if (waiting.at <= moved.now) waiting.wake();
    return 'later';
  }

  /** Waits until nothing goes on. Nothing when nobody wants to move any more. */
  private async quiet(wanted: () => boolean): Promise<ClockState | undefined> {
    const deadline = performance.now() + this.options.patienceMs;
    for (;;) {
      // Whoever was just woken, or just got an answer, goes on before the clock does.
      await turn();
      if (!wanted()) return undefined;
      this.signal.throwIfAborted();
      const version = this.occupation.version;
      const state = await this.control.advance(0);
      if (this.occupation.version === version && this.occupation.isQuiet(state)) return state;
      if (performance.now() > deadline) {
        throw new Inconclusive(
          'harness',
          `The clock could not be moved: the harness has ${this.occupation.describe()} under way, the target ${JSON.stringify(state)}.`,
        );
      }
      await this.breath();
    }
  }

  /** Long enough for an answer on its way to arrive, short enough not to be felt. */
  private async breath(): Promise<void> {
    await pause(1, undefined, { signal: this.signal });
  }
}
