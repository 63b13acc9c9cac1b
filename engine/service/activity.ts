import type { Clock, Timer } from '../clock.js';
import type { TaskProgress } from '../execution/index.js';
import type { EncryptionConfiguration } from './machine.js';

/** A task that waits for a worker. */
export interface PendingTask {
  readonly token: string;
  /** JSON text. */
  readonly input: string;
  readonly progress: TaskProgress;
}

/** What a worker that polls is told: a task, or that there was none in time. */
export type PollAnswer = PendingTask | undefined;

interface Poll {
  readonly workerName: string | undefined;
  readonly answer: (task: PollAnswer) => void;
  readonly timer: Timer;
}

/** How long GetActivityTask waits for a task, milliseconds. */
const POLL_TIME = 60_000;

/** An activity: where its tasks and its workers meet, both first come, first served. */
export class Activity {
  private readonly tasks = new Set<PendingTask>();
  private readonly polls = new Set<Poll>();
  readonly tags: Map<string, string>;

  constructor(
    readonly name: string,
    readonly arn: string,
    /** Milliseconds since the epoch. */
    readonly creationDate: number,
    /** Its place in lists. */
    readonly order: number,
    readonly encryption: EncryptionConfiguration,
    tags: ReadonlyMap<string, string>,
    private readonly clock: Clock,
  ) {
    this.tags = new Map(tags);
  }

  get waitingPolls(): number {
    return this.polls.size;
  }

  /** @returns takes the task back */
  offer(task: PendingTask): () => void {
    const [poll] = this.polls;
    if (poll === undefined) {
      this.tasks.add(task);
      return () => this.tasks.delete(task);
    }
    this.end(poll, task);
    return () => undefined;
  }

  /**
   * Waits for a task, until the poll's time is over.
   * @param answer called once, at once when a task waits
   * @returns gives the poll up: nothing is answered any more, and no task is lost to it
   */
  poll(workerName: string | undefined, answer: (task: PollAnswer) => void): () => void {
    const [task] = this.tasks;
    if (task !== undefined) {
      this.tasks.delete(task);
      task.progress.started(workerName);
      answer(task);
      return () => undefined;
    }
    const timer = this.clock.schedule(this.clock.now() + POLL_TIME, () => this.end(poll, undefined));
    const poll: Poll = { workerName, answer, timer };
    this.polls.add(poll);
    return () => this.forget(poll);
  }

  /** Answers all polls: the activity is gone, or the engine closes. */
  dismissPolls(): void {
    for (const poll of [...this.polls]) this.end(poll, undefined);
  }

  private forget(poll: Poll): void {
    this.polls.delete(poll);
    this.clock.cancel(poll.timer);
  }

  private end(poll: Poll, task: PollAnswer): void {
    this.forget(poll);
    task?.progress.started(poll.workerName);
    poll.answer(task);
  }
}
