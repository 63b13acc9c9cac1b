import { describe, expect, test, vi } from 'vitest';
import { Clock, type Passed, WallClock } from '../../harness/clock.js';
import { Occupation } from '../../harness/occupation.js';
import { PollGate } from '../../harness/poll-gate.js';
import { type ClockControl, type ClockState, VirtualCaseClock } from '../../harness/virtual-clock.js';

const T = 1_500_000_000_000;

/** A target's clock with timers, and what it says to be busy with. */
class FakeControl implements ClockControl {
  now = T;
  timers: { at: number; fire: () => void }[] = [];
  busy = { taskCalls: 0, polls: 0, syncExecutions: 0, requests: 0 };
  /** How often it was asked or moved. */
  asked = 0;
  /** The times it was moved to, from its beginning. */
  readonly moves: number[] = [];

  schedule(inMs: number, fire: () => void = () => undefined): void {
    this.timers.push({ at: this.now + inMs, fire });
    this.timers.sort((a, b) => a.at - b.at);
  }

  async advance(ms: number): Promise<ClockState> {
    this.asked++;
    this.moveTo(this.now + ms);
    return this.state();
  }

  async toNext(): Promise<ClockState> {
    this.moveTo(this.timers[0]?.at ?? this.now);
    return this.state();
  }

  private moveTo(at: number): void {
    if (at > this.now) this.moves.push(at - T);
    while (this.timers[0] !== undefined && this.timers[0].at <= at) {
      const [timer] = this.timers.splice(0, 1);
      this.now = timer!.at;
      timer!.fire();
    }
    this.now = Math.max(this.now, at);
  }

  private state(): ClockState {
    return { now: this.now, next: this.timers[0]?.at ?? null, ...this.busy };
  }
}

function virtual(patienceMs = 1_000, alone = true) {
  const control = new FakeControl();
  const occupation = new Occupation();
  const polls = new PollGate();
  const ended = new AbortController();
  const clock = new VirtualCaseClock(control, occupation, polls, ended.signal, { patienceMs, alone });
  return { control, occupation, polls, ended, clock };
}

describe('a virtual clock', () => {
  test('sleeps to its own time, stopping at every timer on the way', async () => {
    const { clock, control } = virtual();
    control.schedule(100);
    control.schedule(300);
    await clock.sleep(200);
    expect(control.moves).toEqual([100, 200]);
    expect(await clock.now()).toBe(T + 200);
  });

  test('wakes sleepers in the order of their times', async () => {
    const { clock, control } = virtual();
    const woken: number[] = [];
    await Promise.all(
      [30, 10, 20, 10].map(async (ms) => {
        await clock.sleep(ms);
        woken.push(ms);
      }),
    );
    expect(woken).toEqual([10, 10, 20, 30]);
    expect(control.moves).toEqual([10, 20, 30]);
  });

  test('does not move while a request is under way', async () => {
    const { clock, control, occupation } = virtual();
    let answer = (): void => undefined;
    const request = occupation.request(
      'StartExecution',
      () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
    );
    const sleep = clock.sleep(50);
    await vi.waitFor(() => expect(control.asked).toBeGreaterThan(5));
    expect(control.moves).toEqual([]);
    answer();
    await request;
    await sleep;
    expect(control.moves).toEqual([50]);
  });

  test.for(['requests', 'polls', 'taskCalls', 'syncExecutions'] as const)(
    'does not move while the target has %s that the harness knows nothing of',
    async (kind) => {
      const { clock, control } = virtual(40);
      control.busy[kind] = 1;
      await expect(clock.sleep(50)).rejects.toMatchObject({ name: 'Inconclusive', blame: 'harness' });
      expect(control.moves).toEqual([]);
    },
  );

  test('does not move while a poll is on its way to the target', async () => {
    const { clock, control, occupation } = virtual();
    let arrived = false;
    void occupation.request('GetActivityTask', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      control.busy.polls = 1;
      arrived = true;
      await new Promise(() => undefined);
    });
    await clock.sleep(50);
    expect(arrived).toBe(true);
  });

  test('moves while a script sleeps, and not while it works', async () => {
    const { clock, control, occupation } = virtual();
    const order: string[] = [];
    const script = occupation.script(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`worked at ${control.now - T}`);
      await occupation.rest(false, () => clock.sleep(10));
      order.push(`slept till ${control.now - T}`);
    });
    await clock.sleep(100);
    await script;
    expect(order).toEqual(['worked at 0', 'slept till 10']);
    expect(control.moves).toEqual([10, 100]);
  });

  test('says that nothing is left to wait for', async () => {
    const { clock, control } = virtual();
    expect(await clock.pass(0)).toBe('idle');
    control.schedule(5);
    expect(await clock.pass(0)).toBe('later');
    expect(await clock.pass(0)).toBe('idle');
  });

  test('sees past the polls of workers', async () => {
    const { clock, control, occupation, polls } = virtual();
    let given = 0;
    const worker = async () => {
      for (;;) {
        await polls.pass((signal) =>
          occupation.request('GetActivityTask', async () => {
            control.busy.polls++;
            const timer = { at: control.now + 60_000, fire: () => {} };
            await new Promise<void>((resolve, reject) => {
              timer.fire = resolve;
              control.timers.push(timer);
              control.timers.sort((a, b) => a.at - b.at);
              signal.addEventListener('abort', () => {
                given++;
                control.timers.splice(control.timers.indexOf(timer), 1);
                reject(new Error('given up'));
              });
            }).finally(() => {
              control.busy.polls--;
            });
          }),
        );
      }
    };
    void worker();
    control.schedule(3_600_000);
    for (let passed = 0; control.now < T + 3_600_000; passed++) {
      expect(passed).toBeLessThan(10);
      expect(await clock.pass(0)).toBe('later');
    }
    for (let passed = 0; (await clock.pass(0)) !== 'idle'; passed++) expect(passed).toBeLessThan(10);
    expect(given).toBeGreaterThan(0);
  });

  test('does not give up a poll whose answer is on its way', async () => {
    const { clock, control, occupation, polls } = virtual();
    let given = 0;
    let brought = 0;
    // A task that a timer schedules while no poll is held: the next poll brings it, some time after it was sent.
    let isTask = false;
    const worker = async () => {
      while (brought === 0) {
        await polls.pass((signal) =>
          occupation.request('GetActivityTask', async () => {
            signal.addEventListener('abort', () => given++);
            if (isTask) {
              await new Promise((resolve) => setTimeout(resolve, 20));
              signal.throwIfAborted();
              brought++;
              return;
            }
            control.busy.polls++;
            const parked = { at: control.now + 60_000, fire: () => {} };
            control.timers.push(parked);
            await new Promise<void>((_, reject) => {
              signal.addEventListener('abort', () => {
                control.timers.splice(control.timers.indexOf(parked), 1);
                reject(new Error('given up'));
              });
            }).finally(() => {
              control.busy.polls--;
            });
          }),
        );
      }
    };
    void worker();
    for (let wait = 1; wait < 10; wait++) control.schedule(wait * 1_000);
    control.schedule(10_000, () => {
      isTask = true;
    });
    while (control.now < T + 10_000) await clock.pass(0);
    const before = given;
    for (let passed = 0; brought === 0 && passed < 10; passed++) await clock.pass(0);
    expect(brought).toBe(1);
    expect(given).toBe(before);
  });

  test('moves for whoever waits for a request, until it is answered', async () => {
    const { clock, control, occupation } = virtual();
    const answered = await clock.whileWaiting(() =>
      occupation.request('StartSyncExecution', async () => {
        control.busy.syncExecutions = 1;
        await new Promise<void>((resolve) => control.schedule(7_000, resolve));
        control.busy.syncExecutions = 0;
        return control.now - T;
      }),
    );
    expect(answered).toBe(7_000);
  });

  test('asks each time where it stands when others may move it', async () => {
    const { clock, control } = virtual(1_000, false);
    expect(await clock.now()).toBe(T);
    control.now += 5;
    expect(await clock.now()).toBe(T + 5);
  });

  test('gives up when its case has ended', async () => {
    const { clock, control, ended } = virtual();
    control.busy.requests = 1;
    const sleep = clock.sleep(5);
    ended.abort();
    await expect(sleep).rejects.toThrow();
  });

  test('until: a condition that time brings, one that it does not, one that comes too late', async () => {
    const { clock, control } = virtual();
    control.schedule(1_000);
    control.schedule(90_000);
    expect(await clock.until(() => control.now > T && 'so', { what: 'it is later' })).toBe('so');
    await expect(clock.until(() => control.now < T, { what: 'time goes back' })).rejects.toMatchObject({
      actual: 'not so within 30000 ms',
    });
    await expect(clock.until(() => null, { what: 'never' })).rejects.toMatchObject({
      actual: 'not so, and nothing is left to wait for',
    });
  });
});

describe('a real clock', () => {
  test('sleeps', async () => {
    const clock = new WallClock(new AbortController().signal);
    const before = await clock.now();
    await clock.sleep(20);
    // Timers and the wall clock round differently.
    expect((await clock.now()) - before).toBeGreaterThanOrEqual(18);
  });

  test('until: asks again, less and less often', async () => {
    const clock = new WallClock(new AbortController().signal);
    let asked = 0;
    expect(await clock.until(() => ++asked === 3 && asked, { what: 'the third time' })).toBe(3);
    await expect(clock.until(async () => undefined, { what: 'pigs fly', withinMs: 30 })).rejects.toMatchObject({
      name: 'Breach',
      expected: 'pigs fly',
      actual: 'not so within 30 ms',
    });
  });

  test('wakes when its case ends', async () => {
    const ended = new AbortController();
    const sleep = new WallClock(ended.signal).sleep(60_000);
    ended.abort();
    await expect(sleep).rejects.toThrow();
  });
});

/** A clock on which every pause of 10 ms takes as much longer as the next of `holdUps` says. */
class HeldUpClock extends Clock {
  private at = 0;
  oversleptMs = 0;

  constructor(private readonly holdUps: readonly number[]) {
    super();
  }

  async now(): Promise<number> {
    return this.at;
  }

  async sleep(ms: number): Promise<void> {
    this.at += ms;
  }

  async pass(attempt: number): Promise<Passed> {
    const late = this.holdUps[attempt] ?? 0;
    this.at += 10 + late;
    this.oversleptMs += late;
    return 'later';
  }

  async whileWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
    return await work();
  }
}

describe('a process that is held up', () => {
  test('counts the time once, however many sleep', async () => {
    const clock = new WallClock(new AbortController().signal);
    const begin = performance.now();
    const sleeps = Array.from({ length: 10 }, () => clock.sleep(1));
    const isHeld = () => performance.now() - begin < 30;
    while (isHeld());
    await Promise.all(sleeps);
    const elapsed = performance.now() - begin;
    expect(clock.oversleptMs).toBeGreaterThan(25);
    expect(clock.oversleptMs).toBeLessThanOrEqual(elapsed);
  });

  const never = async () => undefined;

  test('puts the deadline off by what it overslept, and no more', async () => {
    const clock = new HeldUpClock([500]);
    expect(await clock.poll(never, 60)).toEqual({ kind: 'late' });
    expect(await clock.now()).toBe(500 + 70);
  });

  test('finds what came in the time that was given back', async () => {
    const clock = new HeldUpClock([300, 300]);
    const ended = await clock.poll(async () => ((await clock.now()) >= 650 ? 'here' : undefined), 60);
    expect(ended).toEqual({ kind: 'found', value: 'here' });
  });

  test.for([
    ['a short wait, for long', 60, 1_001],
    ['a long wait, for most of it', 30_000, 15_001],
  ] as const)('can not judge %s', async ([, withinMs, holdUp]) => {
    const clock = new HeldUpClock([holdUp, withinMs]);
    await expect(clock.poll(never, withinMs)).rejects.toMatchObject({ name: 'Inconclusive', blame: 'harness' });
  });

  test('judges what comes late for other reasons', async () => {
    const clock = new HeldUpClock(Array.from({ length: 3_001 }, () => 2));
    expect(await clock.poll(never, 30_000)).toEqual({ kind: 'late' });
  });
});
