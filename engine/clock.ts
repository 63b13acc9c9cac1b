/** A pending call, to be given back to {@link Clock.cancel}. */
export interface Timer {
  readonly at: number;
}

/** Where all of the engine's time comes from. Times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Calls `fire` at `at`, or as soon as it can when `at` is past. Calls for one instant run in the order they were made. */
  schedule(at: number, fire: () => void): Timer;
  cancel(timer: Timer): void;
}

class HeapTimer implements Timer {
  index = -1;
  constructor(
    readonly at: number,
    readonly order: number,
    readonly fire: () => void,
  ) {}
}

/** A binary heap of timers: the earliest first, then the one made first. Removal by reference is O(log n). */
class TimerHeap {
  private readonly items: HeapTimer[] = [];
  private order = 0;

  get size(): number {
    return this.items.length;
  }

  peek(): HeapTimer | undefined {
    return this.items[0];
  }

  add(at: number, fire: () => void): HeapTimer {
    const timer = new HeapTimer(at, this.order++, fire);
    timer.index = this.items.length;
    this.items.push(timer);
    this.rise(timer);
    return timer;
  }

  remove(timer: HeapTimer): void {
    const { index } = timer;
    if (index < 0) return;
    timer.index = -1;
    const last = this.items.pop()!;
    if (last === timer) return;
    last.index = index;
    this.items[index] = last;
    this.rise(last);
    this.sink(last);
  }

  private static before(a: HeapTimer, b: HeapTimer): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  private place(timer: HeapTimer, index: number): void {
    this.items[index] = timer;
    timer.index = index;
  }

  private rise(timer: HeapTimer): void {
    let index = timer.index;
    while (index > 0) {
      const parent = this.items[(index - 1) >> 1]!;
      if (!TimerHeap.before(timer, parent)) break;
      this.place(parent, index);
      index = (index - 1) >> 1;
    }
    this.place(timer, index);
  }

  private sink(timer: HeapTimer): void {
    let index = timer.index;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let child = this.items[left];
      if (child === undefined) break;
      const other = this.items[right];
      if (other !== undefined && TimerHeap.before(other, child)) child = other;
      if (!TimerHeap.before(child, timer)) break;
      const next = child.index;
      this.place(child, index);
      index = next;
    }
    this.place(timer, index);
  }
}

/** A clock that moves only when told to: a year's wait takes no time, and the same calls give the same times. */
export class VirtualClock implements Clock {
  private readonly heap = new TimerHeap();

  /** @param time where the clock starts, milliseconds since the epoch */
  constructor(private time: number = Date.UTC(2017, 2, 30)) {}

  now(): number {
    return this.time;
  }

  schedule(at: number, fire: () => void): Timer {
    return this.heap.add(Math.max(at, this.time), fire);
  }

  cancel(timer: Timer): void {
    this.heap.remove(timer as HeapTimer);
  }

  /** When the next timer is due, or `undefined` when nothing waits. */
  get next(): number | undefined {
    return this.heap.peek()?.at;
  }

  /** Moves to `time`, firing every timer due on the way, in order. A time already past fires what is due and moves nothing. */
  advanceTo(time: number): void {
    for (let timer = this.heap.peek(); timer !== undefined && timer.at <= time; timer = this.heap.peek()) {
      this.heap.remove(timer);
      this.time = Math.max(this.time, timer.at);
      timer.fire();
    }
    this.time = Math.max(this.time, time);
  }

  /** Moves by `ms` milliseconds. */
  advance(ms: number): void {
    this.advanceTo(this.time + ms);
  }

  /** Moves to the next timer and fires all that is due then. False when nothing waits, or nothing until `limit`. */
  advanceToNext(limit = Number.POSITIVE_INFINITY): boolean {
    const next = this.next;
    if (next === undefined || next > limit) return false;
    this.advanceTo(next);
    return true;
  }
}

/** The longest delay that `setTimeout` takes. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The wall clock. However many timers wait, the process holds one. */
export class RealClock implements Clock {
  private readonly heap = new TimerHeap();
  private alarm: NodeJS.Timeout | undefined;
  private alarmAt = Number.POSITIVE_INFINITY;

  now(): number {
    return Date.now();
  }

  schedule(at: number, fire: () => void): Timer {
    const timer = this.heap.add(at, fire);
    if (at < this.alarmAt) this.arm();
    return timer;
  }

  cancel(timer: Timer): void {
    this.heap.remove(timer as HeapTimer);
    if (this.heap.size === 0) this.disarm();
  }

  private disarm(): void {
    clearTimeout(this.alarm);
    this.alarm = undefined;
    this.alarmAt = Number.POSITIVE_INFINITY;
  }

  private arm(): void {
    this.disarm();
    const first = this.heap.peek();
    if (first === undefined) return;
    this.alarmAt = first.at;
    this.alarm = setTimeout(() => this.ring(), Math.min(Math.max(first.at - Date.now(), 0), LONGEST_DELAY));
  }

  private ring(): void {
    const now = Date.now();
    for (let timer = this.heap.peek(); timer !== undefined && timer.at <= now; timer = this.heap.peek()) {
      this.heap.remove(timer);
      timer.fire();
    }
    this.arm();
  }
}
