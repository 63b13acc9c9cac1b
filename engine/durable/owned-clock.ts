import type { Clock, Timer } from '../clock.js';

/** A clock whose timers can be taken back all at once: a closed service leaves nothing that keeps its process alive. */
export class OwnedClock implements Clock {
  private readonly timers = new Set<Timer>();
  private released = false;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now();
  }

  schedule(at: number, fire: () => void): Timer {
    if (this.released) return { at };
    const timer = this.clock.schedule(at, () => {
      this.timers.delete(timer);
      fire();
    });
    this.timers.add(timer);
    return timer;
  }

  cancel(timer: Timer): void {
    if (this.timers.delete(timer)) this.clock.cancel(timer);
  }

  /** Takes all timers back, and makes no more. */
  release(): void {
    this.released = true;
    for (const timer of this.timers) this.clock.cancel(timer);
    this.timers.clear();
  }
}
