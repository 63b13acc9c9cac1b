import type { Clock, Timer } from '../clock.js';
import type { Branch, Work } from './branch.js';
import type { Step } from './state.js';

/** A branch that waits for a time: a Wait state's, or a retrier's. */
export class Sleep implements Work {
  private readonly timer: Timer;
  private readonly clock: Clock;

  constructor(
    private readonly branch: Branch,
    readonly due: number,
    readonly step: Step,
    readonly purpose: 'wait' | 'retry',
  ) {
    this.clock = branch.run.host.clock;
    this.timer = this.clock.schedule(due, () => this.wake());
  }

  stop(): void {
    this.clock.cancel(this.timer);
  }

  private wake(): void {
    const { run } = this.branch;
    run.resume(this.branch, this.step);
    run.drain();
  }
}
