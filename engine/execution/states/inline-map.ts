import { Doc } from '../../asl/doc.js';
import { Branch, type MapItem } from '../branch.js';
import type { Finish } from '../dataflow.js';
import { eventCode } from '../history.js';
import type { ItemSelector } from '../items.js';
import { Join } from '../join.js';
import { blocked, type Machine, type State, type Step } from '../state.js';
import { VariableScope } from '../variables.js';

/** The iterations of an inline Map: so many at once, the next one when one ends. */
export class InlineMap extends Join {
  private next = 0;
  private running = 0;
  /** The last events of iterations that ended since the owner's last turn: what the iterations in their places follow on. */
  private freed: number[] = [];
  /** Iterations that the history says were stopped or failed: a redrive starts them anew. */
  private readonly closed = new Set<Branch>();
  private waiting = false;
  /** The event of the iteration that ended last. */
  private lastEnded: number;

  constructor(
    owner: Branch,
    private readonly machine: Machine,
    private readonly items: readonly MapItem[],
    private readonly selector: ItemSelector,
    private readonly concurrency: number,
    private readonly finish: Finish,
  ) {
    super(owner);
    this.lastEnded = owner.last;
  }

  /** @returns where the owner goes at once, when there are no items */
  begin(): State | undefined {
    this.owner.work = this;
    if (this.items.length === 0) return this.done(this.owner);
    const { last } = this.owner;
    while (this.running < this.concurrency && this.next < this.items.length) this.launch(last);
    return undefined;
  }

  private launch(last: number): void {
    const { owner } = this;
    const { start } = this.machine;
    const item = this.items[this.next++]!;
    const input = this.selector(owner, item);
    const branch = new Branch(owner.run, this, start, input, last, new VariableScope(owner.variables), item);
    this.branches[item.index] = branch;
    this.running++;
    const details = { name: owner.state.name, index: item.index };
    branch.step = (started) => {
      started.record(eventCode.MapIterationStarted, details);
      return start.enter(started);
    };
    owner.run.resume(branch, branch.step);
  }

  completed(branch: Branch): void {
    const { owner } = this;
    const { index } = branch.item!;
    this.outputs[index] = branch.raw;
    this.lastEnded = owner.run.history.add(eventCode.MapIterationSucceeded, branch.last, {
      name: owner.state.name,
      index,
    });
    this.running--;
    this.freed.push(branch.last);
    if (this.waiting) return;
    this.waiting = true;
    owner.run.resume(owner, this.refill);
  }

  private readonly refill: Step = (owner) => {
    this.waiting = false;
    for (const last of this.freed.splice(0)) {
      if (this.running < this.concurrency && this.next < this.items.length) this.launch(last);
    }
    return this.running === 0 ? this.done(owner) : blocked;
  };

  protected override reopened(count: number): void {
    this.running = count;
    this.freed = [];
    this.lastEnded = this.owner.last;
    this.waiting = true;
    // Iterations that were never started take their places now.
    for (let place = count; place < this.concurrency && this.next + this.freed.length < this.items.length; place++) {
      this.freed.push(this.owner.last);
    }
    this.owner.run.resume(this.owner, this.refill);
  }

  private done(owner: Branch): State {
    const { rules } = owner.run.program;
    const succeeded = owner.run.history.add(eventCode.MapStateSucceeded, this.lastEnded);
    owner.leaveAfter = rules.previousOfJoinExit(this.lastEnded, succeeded);
    owner.last = succeeded;
    return this.finish(owner, rules.mapResult(this.outputs, Doc.list), owner.state.next!);
  }

  protected override restarted(branch: Branch, last: number): number {
    if (!this.closed.delete(branch)) return last;
    return this.owner.run.history.add(eventCode.MapIterationStarted, last, this.label(branch));
  }

  protected override stopped(branch: Branch): void {
    if (branch.entered === 0) return;
    this.closed.add(branch);
    this.owner.run.history.add(eventCode.MapIterationAborted, branch.last, this.label(branch));
  }

  protected override broke(branch: Branch): void {
    this.closed.add(branch);
    this.owner.run.history.add(eventCode.MapIterationFailed, branch.last, this.label(branch));
  }

  private label(branch: Branch): object {
    return { name: this.owner.state.name, index: branch.item!.index };
  }
}
