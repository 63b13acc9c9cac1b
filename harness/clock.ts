import { setTimeout as pause } from 'node:timers/promises';
import type { CaseClock } from './context.js';
import { Breach, Inconclusive } from './verdict.js';

/** What became of waiting: time passed, or no time will ever bring anything. */
export type Passed = 'later' | 'idle';

/** Answers may lag behind what has happened: so often is asked before any time passes, and again when nothing more is to come. */
const FIRST_LOOKS = 2;
const LAST_LOOKS = 3;
/** Being held up for less than this, all in all, never makes an answer doubtful. */
const SHORT_HOLD_UP_MS = 1_000;

/** What ended polling: an answer, the end of all timers, or the deadline. */
export type Polled<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'idle' }
  | { readonly kind: 'late' };

/** Asks so many times in a row, until there is an answer. */
async function looked<Value>(ask: () => Promise<Value | undefined>, times: number): Promise<Value | undefined> {
  for (let look = 0; look < times; look++) {
    const value = await ask();
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A clock of a case, with what fixtures need to wait for something. */
export abstract class Clock implements CaseClock {
  abstract now(): Promise<number>;
  abstract sleep(ms: number): Promise<void>;
  /**
   * Lets some time pass before something is asked again, for the `attempt`-th time (from 0).
   * @param wanted whether it still is to pass: what is waited for may come while the clock waits for its turn
   */
  abstract pass(attempt: number, wanted?: () => boolean): Promise<Passed>;
  /** How late the process woke up from its sleeps so far, in all: what can't be blamed on the target. */
  abstract readonly oversleptMs: number;
  /** How long {@link until} asks when the case does not say, milliseconds of the target's clock. */
  protected readonly patienceMs: number = 30_000;
  /** Calls `work` in a way that a clock that must be moved is moved while it waits. */
  abstract whileWaiting<Result>(work: () => Promise<Result>): Promise<Result>;

  /**
   * Asks until there is an answer. What the process itself overslept is not taken from the target: the deadline is put off by
   * as much, so that whoever is late had all its time. Held up for more than a second and half of the deadline, nobody can tell.
   * @param withinMs on the target's clock
   * @param wanted see {@link pass}
   * @returns what ended it: an answer, the end of all timers, or the deadline
   */
  async poll<Value>(
    ask: () => Promise<Value | undefined>,
    withinMs: number,
    wanted?: () => boolean,
  ): Promise<Polled<Value>> {
    const begin = await this.now();
    const overslept = this.oversleptMs;
    const end = async (kind: 'idle' | 'late'): Promise<Polled<Value>> => {
      const value = await looked(ask, LAST_LOOKS);
      return value === undefined ? { kind } : { kind: 'found', value };
    };
    for (let attempt = 0; ; attempt++) {
      const value = await looked(ask, attempt === 0 ? FIRST_LOOKS : 1);
      if (value !== undefined) return { kind: 'found', value };
      const elapsed = (await this.now()) - begin;
      if (elapsed > withinMs) {
        const lost = this.oversleptMs - overslept;
        if (lost > Math.max(withinMs / 2, SHORT_HOLD_UP_MS)) {
          const times = `${Math.round(lost)} of ${Math.round(elapsed)} ms`;
          throw new Inconclusive(
            'harness',
            `The harness itself was held up for ${times}, so the target may not be late.`,
          );
        }
        if (elapsed - lost > withinMs) return await end('late');
      }
      if ((await this.pass(attempt, wanted)) === 'idle') return await end('idle');
    }
  }

  async until<Value>(
    predicate: () => Promise<Value | false | null | undefined> | Value | false | null | undefined,
    options: { readonly what: string; readonly withinMs?: number },
  ): Promise<Value> {
    const withinMs = options.withinMs ?? this.patienceMs;
    const ended = await this.poll(async () => {
      const value = await predicate();
      return value === false || value === null || value === undefined ? undefined : { value };
    }, withinMs);
    switch (ended.kind) {
      case 'found':
        return ended.value.value;
      case 'late':
      case 'idle': {
        const actual =
          ended.kind === 'late' ? `not so within ${withinMs} ms` : 'not so, and nothing is left to wait for';
        throw new Breach({ reason: `${options.what}: ${actual}`, expected: options.what, actual });
      }
    }
  }
}

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

/** The wall's clock. */
export class WallClock extends Clock {
  private late = 0;
  /** Of `performance.now()`: what is before is counted. */
  private countedUntil = 0;

  constructor(
    private readonly signal: AbortSignal,
    protected override readonly patienceMs: number = 30_000,
  ) {
    super();
  }

  get oversleptMs(): number {
    return this.late;
  }

  async now(): Promise<number> {
    return Date.now();
  }

  async sleep(ms: number): Promise<void> {
    const begin = performance.now();
    await pause(ms, undefined, { signal: this.signal });
    const end = performance.now();
    // Several sleeps at once oversleep the same time.
    this.late += Math.max(0, end - Math.max(begin + ms, this.countedUntil));
    this.countedUntil = end;
  }

  async pass(attempt: number): Promise<Passed> {
    await this.sleep(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16), LONGEST_PAUSE_MS));
    return 'later';
  }

  async whileWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
    return await work();
  }
}
